package org.egide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.egide.evidence.EvidenceRefused.Code;
import org.egide.verifier.Bag;
import org.egide.verifier.CanonicalZip;
import org.egide.verifier.CustodyLine;
import org.egide.verifier.EvidenceZip;
import org.egide.verifier.Expectations;
import org.egide.verifier.Limits;
import org.egide.verifier.PackageLayout;
import org.egide.verifier.Verdict;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and signs a package, and holds it against the outsider's own tool before it leaves (R46.3, R47.2).
 *
 * <p>The same input gives the same files, the signature aside. Everything is held in memory: at most 512 MB in all.
 * Errors: {@link EvidenceRefused}; {@link org.egide.verifier.Refused} when the package is larger than the limits.
 */
public final class PackageWriter {
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final String version;
    private final Limits limits;

    /** A writer that names this version of Egide in the machine-readable case file. */
    public PackageWriter(String version) {
        this(version, Limits.USUAL);
    }

    /** A writer with other limits. */
    public PackageWriter(String version, Limits limits) {
        this.version = version;
        this.limits = limits;
    }

    /** The bytes of {@code REFERENCE.zip}. */
    public byte[] write(EvidencePackage evidence, SigningIdentity identity) {
        LocalDate day = LocalDate.ofInstant(evidence.created(), ZoneOffset.UTC);
        Bag bag = Bag.around(evidence.desk(), evidence.reference().value(), day, payload(evidence));
        byte[] signature = identity.sign(bag.tagManifest(), evidence.created());
        byte[] zip = new CanonicalZip(limits).write(bag.signedWith(signature));
        requireVerifiable(zip, identity);
        return zip;
    }

    private void requireVerifiable(byte[] zip, SigningIdentity identity) {
        Verdict verdict =
                new EvidenceZip(zip).check(Expectations.NONE.withLimits(limits).withSigner(identity.fingerprint()));
        if (!verdict.held()) {
            throw new EvidenceRefused(
                    Code.PACKAGE_NOT_VERIFIABLE, "the package does not verify: " + verdict.refusals());
        }
    }

    private SortedMap<String, byte[]> payload(EvidencePackage evidence) {
        var files = new TreeMap<String, byte[]>();
        files.put(PackageLayout.REPORT, bytes(report(evidence)));
        files.put(PackageLayout.CASE, bytes(new CaseGraph(evidence, version).document()));
        files.put(PackageLayout.CUSTODY, custody(evidence).getBytes(UTF_8));
        files.put(PackageLayout.REQUEST, bytes(request(evidence)));
        files.put(PackageLayout.HASHES, hashes(evidence).getBytes(UTF_8));
        files.put(PackageLayout.README, new PackageReadme(evidence).text().getBytes(UTF_8));
        for (Exhibit exhibit : evidence.exhibits()) {
            switch (exhibit) {
                case Exhibit.Enclosed enclosed -> files.put(PackageLayout.FILES + enclosed.name(), enclosed.content());
                case Exhibit.Described described -> {}
            }
        }
        return files;
    }

    private static ObjectNode report(EvidencePackage evidence) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("reference", evidence.reference().value());
        report.put("desk", evidence.desk());
        report.put("created", evidence.created().toString());
        var parts = report.putArray("parts");
        for (ReportPart part : evidence.parts()) {
            ObjectNode node = parts.addObject();
            node.put("part", part.name());
            node.put("toldBy", part.toldBy());
            node.put("received", part.received().toString());
            ObjectNode told = node.putObject("told");
            part.told().forEach(told::put);
        }
        return report;
    }

    private static String custody(EvidencePackage evidence) {
        var text = new StringBuilder();
        String previous = CustodyLine.NOTHING_BEFORE;
        long sequence = 1;
        for (CustodyEvent event : evidence.custody()) {
            var line = new CustodyLine(
                    sequence++,
                    event.who(),
                    event.what(),
                    event.when(),
                    event.why(),
                    event.hashBefore(),
                    event.hashAfter(),
                    previous);
            text.append(line.toJson()).append('\n');
            previous = line.hash();
        }
        return text.toString();
    }

    private static ObjectNode request(EvidencePackage evidence) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("requested", evidence.request().isPresent());
        evidence.request().ifPresent(request -> {
            node.put("reference", request.reference());
            node.put("authority", request.authority());
            node.put("legalBasis", request.legalBasis());
            node.put("received", request.received().toString());
            node.put("sought", request.sought());
        });
        return node;
    }

    private static String hashes(EvidencePackage evidence) {
        var text = new StringBuilder(PackageLayout.HASHES_HEADER).append('\n');
        for (Exhibit exhibit : evidence.exhibits()) {
            FileHashes hashes = exhibit.hashes();
            String fingerprint = exhibit.fingerprint()
                    .map(found -> found.pdq() + "," + found.quality())
                    .orElse(",");
            text.append(String.join(
                            ",",
                            exhibit.name(),
                            Long.toString(hashes.size()),
                            hashes.md5(),
                            hashes.sha1(),
                            hashes.sha256(),
                            fingerprint))
                    .append('\n');
        }
        return text.toString();
    }

    private byte[] bytes(ObjectNode node) {
        return (json.writeValueAsString(node).replace("\r\n", "\n") + "\n").getBytes(UTF_8);
    }
}
