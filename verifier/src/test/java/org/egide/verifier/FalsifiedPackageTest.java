package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Falsifications that keep the container in form; most are signed anew, as a dishonest signer could. */
class FalsifiedPackageTest {
    private final PackageFixture fixture = new PackageFixture("Node of the example");

    @Test
    void aMissingFileIsNamed() {
        SortedMap<String, byte[]> files = fixture.files();
        files.remove(PackageFixture.EXHIBIT);

        assertThat(refusals(files)).contains(RefusalCode.BAG_MISSING_FILE);
        assertThat(words(files)).anyMatch(words -> words.contains(PackageFixture.EXHIBIT + " is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/files/more.bin", "fetch.txt", "data/extra"})
    void anExtraFileIsNamed(String path) {
        SortedMap<String, byte[]> files = fixture.files();
        files.put(path, new byte[] {1});

        assertThat(refusals(files)).contains(RefusalCode.BAG_EXTRA_FILE);
    }

    @Test
    void aFileThatOnlyOneListNamesIsRefused() {
        SortedMap<String, byte[]> files = fixture.files();
        byte[] sha512 = new Bag(files).file(PackageLayout.MANIFEST_SHA512);
        String without =
                lines(sha512).filter(line -> !line.endsWith("noise.bin")).reduce("", (a, b) -> a + b + "\n");
        files.put(PackageLayout.MANIFEST_SHA512, without.getBytes(UTF_8));

        assertThat(refusals(fixture.resignedTags(files)))
                .contains(RefusalCode.BAG_EXTRA_FILE)
                .hasSize(1);
    }

    @Test
    void theSignaturesOwnFilesCannotBeListed() {
        SortedMap<String, byte[]> files = fixture.files();
        files.put(PackageLayout.TAG_MANIFEST, "x\n".getBytes(UTF_8));
        files.put(
                PackageLayout.SIGNATURE,
                fixture.signature(new Bag(files).file(PackageLayout.TAG_MANIFEST), PackageFixture.CREATED));

        assertThat(refusals(files)).contains(RefusalCode.BAG_MANIFEST_FORM);
    }

    @Test
    void aWrongCountIsRefused() {
        SortedMap<String, byte[]> files = fixture.files();
        String info = new String(new Bag(files).file(PackageLayout.BAG_INFO), UTF_8);
        files.put(PackageLayout.BAG_INFO, info.replaceFirst("\\.7\n", ".8\n").getBytes(UTF_8));

        assertThat(refusals(fixture.resignedTags(files))).containsExactly(RefusalCode.BAG_OXUM);
    }

    @Test
    void R46_3_aCustodyLineRemovedIsFoundEvenWhenSignedAnew() {
        List<String> lines = PackageFixture.custody().lines().toList();

        assertThat(custodyRefusals(lines.get(0), lines.get(2))).containsExactly(RefusalCode.CUSTODY_SEQUENCE);
        assertThat(custodyRefusals(lines.get(0), lines.get(2).replace("\"sequence\":3", "\"sequence\":2")))
                .containsExactly(RefusalCode.CUSTODY_CHAIN);
        assertThat(custodyRefusals(lines.get(0), lines.get(1))).containsExactly(RefusalCode.CUSTODY_HEAD);
    }

    @Test
    void R46_3_custodyLinesInAnotherOrderAreFoundEvenWhenSignedAnew() {
        List<String> lines = PackageFixture.custody().lines().toList();

        assertThat(custodyRefusals(lines.get(0), lines.get(2), lines.get(1)))
                .containsExactly(RefusalCode.CUSTODY_SEQUENCE);
        assertThat(custodyRefusals(
                        lines.get(0),
                        lines.get(2).replace("\"sequence\":3", "\"sequence\":2"),
                        lines.get(1).replace("\"sequence\":2", "\"sequence\":3")))
                .containsExactly(RefusalCode.CUSTODY_CHAIN);
    }

    @Test
    void R46_3_aWordChangedInACustodyLineIsFoundEvenWhenSignedAnew() {
        List<String> lines = PackageFixture.custody().lines().toList();

        assertThat(custodyRefusals(lines.get(0).replace("because", "becausE"), lines.get(1), lines.get(2)))
                .containsExactly(RefusalCode.CUSTODY_CHAIN);
        assertThat(custodyRefusals(lines.get(0), lines.get(1), lines.get(2).replace("because", "becausE")))
                .containsExactly(RefusalCode.CUSTODY_HEAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}\n",
                "{\"reference\":\"PKG-1\",\"reference\":\"PKG-1\"}\n",
                "{\"reference\":\"PKG-1\"} {}\n",
                "{\"reference\":\"PKG-2\"}\n",
                "{\"reference\":\"PKG-1\"",
                "[]"
            })
    void aReportThatReadsDifferentlyForDifferentReadersIsRefused(String report) {
        assertThat(refusals(fixture.resigned(PackageLayout.REPORT, report.getBytes(UTF_8))))
                .containsAnyOf(RefusalCode.JSON_MALFORMED, RefusalCode.REFERENCE_DIFFERS)
                .hasSize(1);
    }

    @Test
    void deeplyNestedJsonIsRefusedNotCrashedOn() {
        assertThat(refusals(fixture.resigned(
                        PackageLayout.REQUEST, "[".repeat(100_000).getBytes(UTF_8))))
                .containsExactly(RefusalCode.JSON_MALFORMED);
    }

    @Test
    void anExhibitNumberThatIsAnIntegerIsRefused() {
        String graph = """
                {"@context":{},"@graph":[{"@id":"urn:uuid:1","@type":"case-investigation:ProvenanceRecord",
                "case-investigation:exhibitNumber":1}]}
                """;

        assertThat(refusals(fixture.resigned(PackageLayout.CASE, graph.getBytes(UTF_8))))
                .containsExactly(RefusalCode.CASE_MALFORMED);
    }

    @Test
    void anExhibitThatIsNotTheOneInTheTableIsRefused() {
        assertThat(refusals(fixture.resigned(PackageFixture.EXHIBIT, new byte[] {1, 2, 3})))
                .containsExactly(RefusalCode.HASHES_DIFFER);
        assertThat(refusals(fixture.resigned("data/files/unlisted.bin", new byte[] {1, 2, 3})))
                .containsExactly(RefusalCode.HASHES_DIFFER);
    }

    @Test
    void aSignerOtherThanTheExpectedIsRefusedThoughTheSignatureIsTrue() {
        var expected = Expectations.NONE.withSigner(new PackageFixture("Another node").fingerprint());

        Verdict verdict = new EvidenceZip(fixture.zip()).check(expected);

        assertThat(verdict.refusals()).containsExactly(RefusalCode.SIGNER_UNEXPECTED);
        assertThat(new EvidenceZip(fixture.zip())
                        .check(Expectations.NONE.withSigner(fixture.fingerprint()))
                        .held())
                .isTrue();
    }

    @Test
    void aSignatureOverOtherListsIsRefused() {
        SortedMap<String, byte[]> files = fixture.files();
        files.put(PackageLayout.SIGNATURE, fixture.signature(new byte[] {1}, PackageFixture.CREATED));

        assertThat(refusals(files)).containsExactly(RefusalCode.SIGNATURE_FALSE);
    }

    @Test
    void aSignatureMadeOutsideTheCertificatesTimeIsRefused() {
        SortedMap<String, byte[]> files = fixture.files();
        Instant late = PackageFixture.CREATED.plusSeconds(3600);
        files.put(PackageLayout.SIGNATURE, fixture.signature(new Bag(files).file(PackageLayout.TAG_MANIFEST), late));

        assertThat(refusals(files)).containsExactly(RefusalCode.SIGNATURE_CERTIFICATE);
    }

    private List<RefusalCode> custodyRefusals(String... lines) {
        String custody = String.join("\n", lines) + "\n";
        return refusals(fixture.resigned(PackageLayout.CUSTODY, custody.getBytes(UTF_8)));
    }

    private static Stream<String> lines(byte[] text) {
        return new String(text, UTF_8).lines();
    }

    private static List<RefusalCode> refusals(SortedMap<String, byte[]> files) {
        return new EvidenceZip(PackageFixture.zipped(files))
                .check(Expectations.NONE)
                .refusals();
    }

    private static List<String> words(SortedMap<String, byte[]> files) {
        return new EvidenceZip(PackageFixture.zipped(files))
                .check(Expectations.NONE).findings().stream()
                        .map(Finding::words)
                        .toList();
    }
}
