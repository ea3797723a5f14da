package org.egide.platform.fetch;

/** What came of a {@link Call}. */
public sealed interface Answered {
    /** The service answered, with any status; a redirect is an answer too and is not followed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    record Answer(int status, byte[] bytes) implements Answered {
        /** Whether the status is 200 to 299. */
        public boolean good() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "Answer[" + status + ", " + bytes.length + " bytes]";
        }
    }

    /**
     * No answer that can be read. {@code code} is one of those of {@link GuardedFetch}; {@code arrived} says that the request may have
     * reached the service all the same.
     */
    record NoAnswer(String code, boolean arrived) implements Answered {}

    /** Refused by the guard: nothing was sent. */
    record Refused(String code) implements Answered {}
}
