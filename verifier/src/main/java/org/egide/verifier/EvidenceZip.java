package org.egide.verifier;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** An evidence package ({@code NAME.zip}), not sealed. Demands R46.3 and R47.2. */
public final class EvidenceZip implements Checkable {
    private final byte[] zip;
    private final StrictJson json = new StrictJson();

    /** Keeps the bytes, not a copy, because packages are large: they must not change meanwhile. */
    public EvidenceZip(byte[] zip) {
        this.zip = zip;
    }

    @Override
    public Verdict check(Expectations expectations) {
        var gathering = new Verdict.Gathering();
        SortedMap<String, byte[]> files = new TreeMap<>();
        boolean readable = gathering.look(Check.CONTAINER, () -> {
            files.putAll(new CanonicalZip(expectations.limits()).read(zip));
            return "The container is in its only allowed form, byte for byte: "
                    + PackageLayout.counted(files.size(), "file", "files") + ", "
                    + PackageLayout.counted(zip.length, "byte", "bytes") + ".";
        });
        if (!readable) {
            return gathering.verdict(Optional.empty());
        }
        var bag = new Bag(files);
        lookAtBag(gathering, bag);
        Optional<String> signer = lookAtSignature(gathering, bag, expectations);
        lookAtContent(gathering, bag);
        return gathering.verdict(signer);
    }

    private static void lookAtBag(Verdict.Gathering gathering, Bag bag) {
        gathering.look(Check.DECLARATION, () -> {
            bag.requireDeclaration();
            return "The container declares itself a BagIt 1.0 bag.";
        });
        gathering.look(Check.COMPLETENESS, () -> {
            bag.requireComplete();
            return "No file is missing and none was added.";
        });
        gathering.look(Check.PAYLOAD_SHA256, () -> {
            bag.requireHashes(PackageLayout.MANIFEST_SHA256, Digest.SHA256);
            return "Every file of the payload has its listed SHA-256.";
        });
        gathering.look(Check.PAYLOAD_SHA512, () -> {
            bag.requireHashes(PackageLayout.MANIFEST_SHA512, Digest.SHA512);
            return "Every file of the payload has its listed SHA-512.";
        });
        gathering.look(Check.TAGS_SHA256, () -> {
            bag.requireHashes(PackageLayout.TAG_MANIFEST, Digest.SHA256);
            return "The lists themselves have their listed SHA-256.";
        });
        gathering.look(Check.COUNT, () -> {
            bag.requireOxum();
            return "The count of payload bytes and files is right: "
                    + bag.info().payloadBytes() + " bytes in " + bag.info().payloadFiles() + " files.";
        });
    }

    private static Optional<String> lookAtSignature(Verdict.Gathering gathering, Bag bag, Expectations expectations) {
        var found = new AtomicReference<Optional<DetachedSignature.Signed>>(Optional.empty());
        gathering.look(Check.SIGNATURE, () -> {
            var signed = DetachedSignature.verify(bag.file(PackageLayout.SIGNATURE), bag.tagManifest());
            found.set(Optional.of(signed));
            return "The signature over the lists is true; made at " + signed.at() + " by "
                    + subject(signed.certificate()) + ".";
        });
        Optional<String> signer = found.get().map(DetachedSignature.Signed::fingerprint);
        if (expectations.signer().isPresent()) {
            gathering.look(Check.SIGNER, () -> {
                if (!signer.equals(expectations.signer())) {
                    throw new Refused(
                            RefusalCode.SIGNER_UNEXPECTED, "The signer is not the one whose fingerprint was given.");
                }
                return "The signer is the one whose fingerprint was given.";
            });
        }
        return signer;
    }

    private void lookAtContent(Verdict.Gathering gathering, Bag bag) {
        gathering.look(Check.CUSTODY, () -> {
            CustodyChain chain = CustodyChain.parse(bag.file(PackageLayout.CUSTODY));
            chain.requireEnd(bag.info());
            return "The custody record is unbroken: " + PackageLayout.counted(chain.events(), "event", "events")
                    + ", last line " + chain.head() + ".";
        });
        gathering.look(Check.REPORT, () -> {
            JsonNode report = json.object(bag.file(PackageLayout.REPORT), PackageLayout.REPORT);
            json.object(bag.file(PackageLayout.REQUEST), PackageLayout.REQUEST);
            if (!report.path("reference").asString("").equals(bag.info().reference())) {
                throw new Refused(RefusalCode.REFERENCE_DIFFERS, "The report's reference is not that of the package.");
            }
            return "Report and request are well-formed and bear the reference "
                    + bag.info().reference() + ".";
        });
        gathering.look(Check.CASE, () -> {
            CaseDocument.require(json.object(bag.file(PackageLayout.CASE), PackageLayout.CASE));
            return "The machine-readable case file is well-formed.";
        });
        gathering.look(Check.HASHES, () -> {
            HashTable table = HashTable.parse(bag);
            return "The exhibits are those of the table: " + table.exhibits() + " listed, " + table.enclosed()
                    + " enclosed.";
        });
    }

    private static String subject(X509Certificate certificate) {
        return PackageLayout.shown(certificate.getSubjectX500Principal().getName());
    }
}
