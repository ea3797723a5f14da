package org.egide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.egide.verifier.Bag;
import org.egide.verifier.Checkable;
import org.egide.verifier.Expectations;
import org.egide.verifier.Limits;
import org.egide.verifier.PackageLayout;
import org.egide.verifier.RefusalCode;
import org.egide.verifier.Refused;
import org.egide.verifier.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PackageWriterTest {
    private final SigningIdentity identity = EvidenceFixture.identity();
    private final byte[] zip = EvidenceFixture.writer().write(EvidenceFixture.evidence(), identity);

    @Test
    void R46_3_aPackageIsVerifiedByTheOutsidersTool() {
        Verdict verdict = check(zip);

        assertThat(verdict.refusals()).isEmpty();
        assertThat(verdict.signer()).contains(identity.fingerprint());
    }

    @Test
    void R46_3_everyByteOfTheContainerFlippedIsRefused() {
        var random = new Random(1);
        for (int i = 0; i < zip.length; i++) {
            byte[] other = zip.clone();
            other[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(check(other).held()).as("byte %d", i).isFalse();
        }
    }

    @Test
    void theReportIsKeptAsToldPartByPart() {
        JsonNode report = json(PackageLayout.REPORT);

        assertThat(report.at("/reference").stringValue()).isEqualTo("EG-2026-0001");
        assertThat(report.at("/desk").stringValue()).isEqualTo("Desk \u00c9toile of the example");
        assertThat(report.at("/parts/0/told/words").stringValue())
                .isEqualTo(EvidenceFixture.evidence().parts().getFirst().told().get("words"));
        assertThat(json(PackageLayout.REQUEST).at("/legalBasis").stringValue()).isEqualTo("Example Act, s. 1");
    }

    @Test
    void theCaseFileHasTextExhibitNumbersAndUniqueUuidIris() {
        JsonNode graph = json(PackageLayout.CASE).path("@graph");
        List<JsonNode> provenance = graph.valueStream()
                .filter(node -> node.path("@type").asString("").endsWith("ProvenanceRecord"))
                .toList();

        assertThat(provenance)
                .hasSize(2)
                .allSatisfy(node -> assertThat(
                                node.path("case-investigation:exhibitNumber").isString())
                        .isTrue());
        assertThat(provenance.get(1).path("case-investigation:exhibitNumber").stringValue())
                .isEqualTo("002");
        assertThat(graph.valueStream().map(node -> node.path("@id").stringValue()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    @Test
    void everyReferenceInTheCaseFileLeadsToAThing() {
        JsonNode document = json(PackageLayout.CASE);
        var known = document.path("@graph")
                .valueStream()
                .map(node -> node.path("@id").stringValue())
                .toList();
        var references = document.path("@graph")
                .valueStream()
                .flatMap(node -> node.valueStream())
                .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
                .filter(value -> value.isObject() && value.size() == 1 && value.has("@id"))
                .map(value -> value.path("@id").stringValue())
                .toList();

        assertThat(references).hasSizeGreaterThan(8);
        assertThat(known).containsAll(references);
    }

    @Test
    void theSameInputGivesTheSameFilesSignatureAside() {
        SortedMap<String, byte[]> first = EvidenceFixture.unpacked(zip);
        SortedMap<String, byte[]> second = EvidenceFixture.unpacked(
                EvidenceFixture.writer().write(EvidenceFixture.evidence(), EvidenceFixture.identity()));
        first.remove(PackageLayout.SIGNATURE);
        second.remove(PackageLayout.SIGNATURE);

        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((path, content) -> assertThat(second.get(path)).as(path).isEqualTo(content));
    }

    @Test
    void aPackageOfAnotherNodeIsToldApartByItsFingerprint() {
        byte[] other = EvidenceFixture.writer().write(EvidenceFixture.evidence(), EvidenceFixture.identity());

        assertThat(Checkable.recognise(other)
                        .check(Expectations.NONE.withSigner(identity.fingerprint()))
                        .refusals())
                .containsExactly(RefusalCode.SIGNER_UNEXPECTED);
    }

    @Test
    void anIdentityKeptAsBytesSignsAgainAndAForeignKeyIsRefused() {
        SigningIdentity again = SigningIdentity.of(identity.privateKeyPkcs8(), identity.certificateDer());
        byte[] foreign = EvidenceFixture.identity().privateKeyPkcs8();

        assertThat(check(EvidenceFixture.writer().write(EvidenceFixture.evidence(), again))
                        .signer())
                .contains(identity.fingerprint());
        assertThatThrownBy(() -> SigningIdentity.of(foreign, identity.certificateDer()))
                .isInstanceOfSatisfying(
                        EvidenceRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(EvidenceRefused.Code.IDENTITY_MALFORMED));
        assertThat(identity.toString()).contains("redacted");
    }

    @Test
    void anExpiredIdentityDoesNotSign() {
        Clock longAgo = Clock.offset(EvidenceFixture.CLOCK, Duration.ofDays(-3000));
        SigningIdentity expired = SigningIdentity.generate("node.example", longAgo);

        assertThatThrownBy(() -> EvidenceFixture.writer().write(EvidenceFixture.evidence(), expired))
                .isInstanceOfSatisfying(
                        EvidenceRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(EvidenceRefused.Code.IDENTITY_EXPIRED));
    }

    @Test
    void aPackageAboveTheLimitIsNotWritten() {
        var small = new PackageWriter("0.1.0", Limits.USUAL.withBytes(5_000));

        assertThatThrownBy(() -> small.write(EvidenceFixture.evidence(), identity))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.FILE_TOO_LARGE));
    }

    @Test
    void recordsRefuseToBeWrong() {
        EvidencePackage good = EvidenceFixture.evidence();

        assertThatIllegalArgumentException().isThrownBy(() -> new PackageReference("../x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exhibit.Enclosed("1", "a/b", new byte[1], Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureFingerprint("00", 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileHashes(1, "x", "y", "z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(good, good.custody().reversed(), good.exhibits()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(
                        good,
                        good.custody(),
                        List.of(good.exhibits().getFirst(), good.exhibits().getFirst())));
    }

    private static EvidencePackage with(EvidencePackage good, List<CustodyEvent> custody, List<Exhibit> exhibits) {
        return new EvidencePackage(
                good.reference(), good.desk(), good.created(), good.parts(), custody, good.request(), exhibits);
    }

    private JsonNode json(String path) {
        return new JsonMapper().readTree(new String(new Bag(EvidenceFixture.unpacked(zip)).file(path), UTF_8));
    }

    private static Verdict check(byte[] bytes) {
        return Checkable.recognise(bytes).check(Expectations.NONE);
    }
}
