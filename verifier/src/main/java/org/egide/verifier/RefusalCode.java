package org.egide.verifier;

import java.util.Locale;

/** Why something was refused: stable words that other programs may rely on (R46.3). */
public enum RefusalCode {
    FILE_UNREADABLE,
    FILE_TOO_LARGE,
    KIND_UNKNOWN,
    ZIP_TRUNCATED,
    ZIP_COMPRESSED,
    ZIP_NAME,
    ZIP_DUPLICATE,
    ZIP_TOO_MANY_ENTRIES,
    ZIP_NOT_CANONICAL,
    BAG_DECLARATION,
    BAG_INFO,
    BAG_MISSING_FILE,
    BAG_EXTRA_FILE,
    BAG_MANIFEST_FORM,
    BAG_HASH_DIFFERS,
    BAG_OXUM,
    JSON_MALFORMED,
    REFERENCE_DIFFERS,
    CASE_MALFORMED,
    CUSTODY_MALFORMED,
    CUSTODY_SEQUENCE,
    CUSTODY_CHAIN,
    CUSTODY_TIME,
    CUSTODY_HEAD,
    HASHES_MALFORMED,
    HASHES_DIFFER,
    SIGNATURE_FORM,
    SIGNATURE_CERTIFICATE,
    SIGNATURE_FALSE,
    SIGNER_UNEXPECTED,
    SEAL_IDENTITY_MISSING,
    SEAL_IDENTITY_UNREADABLE,
    SEAL_NOT_OPENED,
    SCAN_MANIFEST_FORM,
    SCAN_MANIFEST_CHANGED,
    SCAN_OUTPUT_MISSING,
    SCAN_OUTPUT_DIFFERS,
    SCAN_COUNTS;

    /** The code as printed, for instance {@code zip-not-canonical}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
