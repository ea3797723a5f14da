package org.egide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.egide.verifier.CanonicalZip;
import org.egide.verifier.Limits;

/** A package about noise, from a desk and a node that do not exist. */
final class EvidenceFixture {
    static final Instant CREATED = Instant.parse("2026-11-22T10:15:30.250Z");
    static final Clock CLOCK = Clock.fixed(CREATED, ZoneOffset.UTC);

    private EvidenceFixture() {}

    static SigningIdentity identity() {
        return SigningIdentity.generate("node.example", CLOCK);
    }

    static PackageWriter writer() {
        return new PackageWriter("0.1.0");
    }

    static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(42).nextBytes(noise);
        return noise;
    }

    static EvidencePackage evidence() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("where", "https://pictures.example/1");
        told.put("words", "\"Quotes\", a new\nline, \u05d0\u05d1 and \ud83d\ude42 stay as told.");
        FileHashes elsewhere = FileHashes.of("kept elsewhere".getBytes(UTF_8));
        return new EvidencePackage(
                new PackageReference("EG-2026-0001"),
                "Desk \u00c9toile of the example",
                CREATED,
                List.of(new ReportPart("narrative", "public", CREATED.minusSeconds(500), told)),
                custody(),
                Optional.of(new EvidenceRequest(
                        "REQ 7/26",
                        "Unit of the example",
                        "Example Act, s. 1",
                        CREATED.minusSeconds(400),
                        "The report")),
                List.of(
                        new Exhibit.Enclosed(
                                "E-001",
                                "noise.png",
                                noise(300),
                                Optional.of(new PictureFingerprint("0f".repeat(32), 100))),
                        new Exhibit.Described("002", "elsewhere.bin", elsewhere, Optional.empty())));
    }

    static List<CustodyEvent> custody() {
        String hash = FileHashes.of(noise(300)).sha256();
        return List.of(
                new CustodyEvent(
                        "door-public",
                        "acquire",
                        CREATED.minusSeconds(500),
                        "a report came in",
                        Optional.empty(),
                        Optional.of(hash)),
                new CustodyEvent(
                        "analyst-1",
                        "preserve",
                        CREATED.minusSeconds(300),
                        "assessment",
                        Optional.of(hash),
                        Optional.of(hash)));
    }

    static SortedMap<String, byte[]> unpacked(byte[] zip) {
        return new TreeMap<>(new CanonicalZip(Limits.USUAL).read(zip));
    }
}
