package org.egide.platform.fetch;

/**
 * What came of a guarded fetch. The bytes are for hashing in memory and are then dropped; they are never stored or logged.
 */
public sealed interface Fetched {
    /** An answer with status 200 to 299 within the limits. */
    record Content(byte[] bytes, String mediaType) implements Fetched {
        @Override
        public String toString() {
            return "Content[" + bytes.length + " bytes]";
        }
    }

    /** The host says that it is not there: 404, 410 or 451. */
    record Absent(int status) implements Fetched {}

    /** No verdict: the host is down, slow, too large, or answers something else. {@code code} is stable. */
    record NoAnswer(String code) implements Fetched {}

    /** Refused by the guard before or between requests: private address, wrong scheme, too many redirects. */
    record Refused(String code) implements Fetched {}
}
