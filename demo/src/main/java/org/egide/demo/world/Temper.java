package org.egide.demo.world;

/** How a host answers a notice. */
public enum Temper {
    /** Takes the picture down when the first notice arrives. */
    PROMPT {
        @Override
        boolean obeys(int notices) {
            return notices >= 1;
        }
    },
    /** Waits for the reminder. */
    SLOW {
        @Override
        boolean obeys(int notices) {
            return notices >= 2;
        }
    },
    /** Never answers and never takes anything down. */
    SILENT {
        @Override
        boolean obeys(int notices) {
            return false;
        }
    };

    /** Whether the host takes a picture down after so many mails about it. */
    abstract boolean obeys(int notices);
}
