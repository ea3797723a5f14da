package org.egide.helpline;

/**
 * What surrounds a child and weighs on how she can be helped (R35.1): noticed by a counsellor, never asked of her as a label, never shown
 * to her, never needed. Titles: {@code helpline.context.<name>}, with a hint for the counsellor {@code helpline.context.<name>.aid}.
 */
public enum Context {
    FEW_PEOPLE,
    NEW_HERE,
    SHARED_DEVICE,
    CARES_FOR_OTHERS,
    FAR_FROM_HELP,
    OTHER_LANGUAGE
}
