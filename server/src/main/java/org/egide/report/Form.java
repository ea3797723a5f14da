package org.egide.report;

/**
 * The forms of harm that both founding texts name, each first-class: none is counted as "other" (R0.1, R3.2, GP4.1, GP5.1,
 * GP18.1, R52.1). The titles that people read are messages {@code form.<name>}.
 */
public enum Form {
    /** Child sexual abuse material: pictures, video, sound. */
    ABUSE_MATERIAL("R0.1"),
    /** Solicitation of a child, also without a meeting or a picture. */
    GROOMING("R0.1"),
    /** Sexual extortion of a child, with pictures or money as the demand. */
    SEXUAL_EXTORTION("R0.1"),
    /** Abuse streamed live, or ordered and watched from afar. */
    LIVE_ABUSE("R0.1"),
    /** An image the child made is being shared or may be; coercion is recorded separately. */
    IMAGE_THE_CHILD_MADE("R3.2"),
    /** An image shared without consent by other children or people the child knows. */
    NON_CONSENSUAL_SHARING("R3.2"),
    /** AI-generated or manipulated material; still abuse material. */
    AI_GENERATED_MATERIAL("R3.2"),
    /** Abuse in contact with the child, offline. */
    CONTACT_ABUSE("GP4.1"),
    /** Trafficking of a child for sexual exploitation: advertisement, recruitment, control. */
    TRAFFICKING("GP18.1"),
    /** A child exploited in or through prostitution. */
    EXPLOITATION_IN_PROSTITUTION("GP4.1"),
    /** Sexual exploitation of children in travel and tourism. */
    TRAVEL_AND_TOURISM("GP4.1"),
    /** Promotion or encouragement of abuse; a place where offenders meet. */
    PROMOTION("GP5.1"),
    /** Unwanted sexual content sent to a child. */
    UNWANTED_CONTENT_TO_CHILD("GP4.1"),
    /** Harmful sexual behaviour by another child; both children get a protective path. */
    HARMFUL_BEHAVIOUR_BY_CHILD("R52.1"),
    /** Something feels off; the person cannot or will not name it. A stranger's contact alone is not harm (R22.2). */
    WORRY("R23.2");

    private final String demand;

    Form(String demand) {
        this.demand = demand;
    }

    /** The demand row that names it. */
    public String demand() {
        return demand;
    }
}
