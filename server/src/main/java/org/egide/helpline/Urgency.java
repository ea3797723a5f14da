package org.egide.helpline;

/** Who is answered first. Derived from facts here and nowhere else; no page can set it. Titles: {@code helpline.urgency.<name>}. */
public enum Urgency {
    /** Somebody is in danger now or may hurt herself. */
    DANGER,
    /** A threat, violence or a contact that was lost and given back. */
    PRESSING,
    NORMAL,
    /** Left in writing; nobody sits in front of the page. */
    LATER;

    static Urgency of(boolean danger, boolean extortion, Need need, ContactKind kind) {
        if (danger) {
            return DANGER;
        }
        if (extortion || need == Need.VIOLENCE) {
            return PRESSING;
        }
        return kind == ContactKind.MESSAGE ? LATER : NORMAL;
    }
}
