package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.gateway.GatewayFixture.document;
import static org.egide.gateway.GatewayFixture.utf8;

import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.report.NewReport;
import org.egide.staff.DeskId;
import org.junit.jupiter.api.Test;

/** Thousands of damaged documents: each is read or refused by its code, and nothing else happens. */
final class MutationTest {
    private static final Provider PROVIDER = new Provider(
            new ProviderId(UUID.randomUUID()),
            new DeskId(UUID.randomUUID()),
            "Service",
            ProviderKind.CONTENT,
            "p",
            true);

    private static byte[] damaged(byte[] whole, Random random) {
        var mutant = whole.clone();
        for (var i = random.nextInt(4); i >= 0; i--) {
            var place = random.nextInt(mutant.length);
            mutant[place] =
                    (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : mutant[random.nextInt(mutant.length)]);
        }
        return mutant;
    }

    @Test
    void aDamagedJsonReportIsReadOrRefused() {
        var random = new Random(5);
        var whole = utf8("{\"forms\":[\"GROOMING\"],\"acts\":[\"OFFERING\"],\"facts\":{\"CHILD_AGE\":\"13-15\"},"
                + "\"items\":[{\"kind\":\"NETWORK_ADDRESS\",\"value\":\"192.0.2.7\",\"port\":1,\"at\":null}],"
                + "\"narrative\":\"words\",\"reporter\":{\"a\":1},\"language\":\"ar\"}");
        var read = 0;
        for (var round = 0; round < 20_000; round++) {
            try {
                JsonReport.read(PROVIDER, "key", new NewReport.Raw(damaged(whole, random), "application/json"));
                read++;
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isIn("malformed-json", "invalid-json", "bad-encoding");
            }
        }
        assertThat(read).isBetween(1, 19_999);
    }

    @Test
    void aDamagedXmlReportIsReadOrRefused() {
        var random = new Random(6);
        var reader = new XmlReader();
        var schema = new WireSchema();
        var rules = new WireRules(Clock.systemUTC());
        var whole = utf8(document(
                "<escalateToHighPriority>soon</escalateToHighPriority><reportAnnotations><spam/></reportAnnotations>"));
        var read = 0;
        for (var round = 0; round < 5_000; round++) {
            try {
                var root = reader.read(damaged(whole, random));
                var valid = root.name().equals("report")
                        && schema.fault(root)
                                .or(() -> rules.faultOfReport(root))
                                .isEmpty();
                read += valid ? 1 : 0;
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isIn("malformed-xml", "bad-encoding");
            }
        }
        assertThat(read).isBetween(1, 4_999);
    }

    @Test
    void everyWordOfTheSchemaHasItsMeaningAndTheOtherWayRound() {
        var words = new WireWords();
        var schema = new String(new WireSchema().text(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(words.incidentTypes()).hasSize(8).allSatisfy(word -> {
            assertThat(schema).contains("<xs:enumeration value=\"" + word + "\"/>");
            assertThat(words.meaning(word, Set.of(), Set.of()).forms()).hasSize(1);
        });
        for (var line : schema.lines()
                .filter(text -> text.startsWith("  <xs:element name="))
                .toList()) {
            var name = line.substring(line.indexOf('"') + 1, line.indexOf('"', line.indexOf('"') + 1));
            assertThat(words.knowsFlag(name)).as(name).isEqualTo(line.contains("flagText"));
        }
    }
}
