package org.egide.fingerprint;

/** What came of reading a file as a picture. */
public sealed interface Reading {

    /**
     * The first or only picture of the file.
     *
     * @param format by the leading bytes, never by the name
     * @param pixels the picture as stored: no profile applied, no orientation honoured
     */
    record Decoded(Format format, Pixels pixels) implements Reading {}

    /**
     * Nothing was decoded, or nothing that may be trusted.
     *
     * @param refusal the reason
     */
    record Refused(Refusal refusal) implements Reading {}
}
