package org.egide.verifier;

/** What is looked at, in the order of a verdict. */
public enum Check {
    FILE,
    SEAL,
    CONTAINER,
    DECLARATION,
    COMPLETENESS,
    PAYLOAD_SHA256,
    PAYLOAD_SHA512,
    TAGS_SHA256,
    COUNT,
    SIGNATURE,
    SIGNER,
    CUSTODY,
    REPORT,
    CASE,
    HASHES,
    SCAN_MANIFEST,
    SCAN_OUTPUT
}
