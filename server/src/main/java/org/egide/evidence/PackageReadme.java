package org.egide.evidence;

/** {@code data/README}: what a package is and how to check it, in plain words for a judge. */
final class PackageReadme {
    private final EvidencePackage evidence;

    PackageReadme(EvidencePackage evidence) {
        this.evidence = evidence;
    }

    String text() {
        return """
                EVIDENCE PACKAGE %1$s
                Made by %2$s on %3$s (UTC).

                WHAT THIS IS
                This file set holds a report as it was told, the record of who handled the material
                and why (custody record), and the hashes of the exhibits. A hash is a number computed
                from every bit of a file: change one bit and the number changes. The lists of hashes
                are signed. So anyone can find out whether one single byte was changed after signing,
                without trusting the organisation's computers.

                What it proves: the content is the one that was signed, by the holder of the key in the
                certificate, and the custody record is unbroken since its first line.
                What it does not prove: that what was told is true, or that the clock of the signer was right.

                WHAT IS INSIDE
                data/report.json      the report as told, part by part
                data/report.jsonld    the same case for forensic programs (CASE/UCO)
                data/custody.jsonl    the custody record, one line for each event, oldest first
                data/request.json     the request that this package answers, if any
                data/hashes.csv       the exhibits: name, size, hashes, picture fingerprint
                data/files/           the exhibits that are enclosed, if any
                manifest-*.txt        the hash of every file in data/
                tagmanifest-sha256.txt  the hashes of the lists
                signature.p7s         the signature over tagmanifest-sha256.txt

                "pdq" in data/hashes.csv is a fingerprint of how a picture looks. Pictures that look alike have
                fingerprints that differ in few bits. It helps to find copies; it never identifies a person, and a
                likeness is always confirmed by people.

                HOW TO CHECK IT WITH COMMON PROGRAMS
                1. Unpack the file in an empty folder and go there.
                2. sha256sum -c manifest-sha256.txt
                   sha512sum -c manifest-sha512.txt
                   sha256sum -c tagmanifest-sha256.txt
                   Every line must end with OK.
                3. openssl cms -verify -binary -inform DER -in signature.p7s \\
                       -content tagmanifest-sha256.txt -noverify -out checked.txt
                   It must say "CMS Verification successful" ("Verification successful" in older versions).
                4. Show the signer's certificate and its fingerprint, and compare the fingerprint with the one the
                   organisation publishes:
                   openssl pkcs7 -inform DER -in signature.p7s -print_certs -out signer.pem
                   openssl x509 -in signer.pem -noout -subject -fingerprint -sha256
                Step 3 says that some key signed; only step 4 says whose.

                HOW TO CHECK EVERYTHING AT ONCE
                    ./egide verify --signer PUBLISHED-FINGERPRINT %1$s.zip
                The program is open source, needs no network and no access to any server. It also checks the custody
                record, and refuses a file in which any single byte differs.
                """.formatted(evidence.reference().value(), evidence.desk(), evidence.created());
    }
}
