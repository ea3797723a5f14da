package org.egide.dialogue;

/** Who may be told what a reporter said. Titles: {@code dialogue.topic.<topic>}. */
public enum Receiver {
    HOTLINE(Topic.TELL_HOTLINE),
    POLICE(Topic.TELL_POLICE),
    /** A helpline, or a service that cares for children afterwards. */
    HELPLINE(Topic.TELL_HELPLINE),
    PARENT(Topic.TELL_PARENT),
    SCHOOL(Topic.TELL_SCHOOL);

    private final Topic topic;

    Receiver(Topic topic) {
        this.topic = topic;
    }

    /** What the reporter chose about it. */
    public Topic topic() {
        return topic;
    }
}
