package org.egide.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;

/** Five hundred generated reports on their whole way, against the policy of the model desk as a second person wrote it down (R12). */
@EgideTest
final class ReplayTest {
    private static final int REPORTS = 500;
    private static final Set<Form> AGAINST_A_CHILD = EnumSet.of(
            Form.GROOMING, Form.SEXUAL_EXTORTION, Form.IMAGE_THE_CHILD_MADE, Form.LIVE_ABUSE, Form.TRAFFICKING);

    private final Reports reports;
    private final Queue queue;
    private final TestNode node;

    ReplayTest(Reports reports, Queue queue, TestNode node) {
        this.reports = reports;
        this.queue = queue;
        this.node = node;
    }

    private record Told(Reporter reporter, Set<Form> form, Map<FactKind, String> facts) {
        boolean has(FactKind kind, String... values) {
            return Set.of(values).contains(facts.getOrDefault(kind, FactKind.UNKNOWN));
        }

        boolean about(Form... forms) {
            return Set.of(forms).containsAll(form) && !form.isEmpty();
        }
    }

    @Test
    void R12_fiveHundredReportsStandInTheLanesThatThePolicyExpects() {
        var random = new Random(74_174);
        var bands = new EnumMap<Band, Integer>(Band.class);
        var expected = new ArrayList<Expected>();
        for (var i = 0; i < REPORTS; i++) {
            expected.add(accept(told(random)));
        }
        node.settle();
        for (var one : expected) {
            var row = queue.row(one.report()).orElseThrow();
            assertThat(row.band()).as(one.told().toString()).isEqualTo(one.lane());
            assertThat(row.rules()).isEqualTo("triage-2025.1");
            explained(row);
            bands.merge(row.band(), 1, Integer::sum);
        }
        // A replay in which one lane hardly occurs shows nothing about it.
        assertThat(bands)
                .allSatisfy(
                        (band, count) -> assertThat(count).as(bands.toString()).isGreaterThan(5));
        assertThat(bands).containsOnlyKeys(Band.values());
    }

    private Expected accept(Told told) {
        var fixture = report().through(told.reporter().isChild() ? Door.CHILD_PATH : Door.PUBLIC_FORM, told.reporter())
                .of(told.form().toArray(Form[]::new))
                .telling("");
        told.facts().forEach(fixture::with);
        return new Expected(reports.accept(fixture.build()).report(), told, lane(told));
    }

    private record Expected(org.egide.report.ReportId report, Told told, Band lane) {}

    private static void explained(QueueRow row) {
        var messages = new Messages();
        assertThat(row.reasons()).isNotEmpty();
        assertThat(row.reasons().stream().map(Reason::band)).contains(row.band());
        for (var language : Language.values()) {
            assertThat(row.reasons()).allMatch(reason -> messages.has(language, reason.because()));
        }
    }

    @Test
    void R12_whatAMachineAddsRaisesAsThePolicySaysAndNeverLowers() {
        var random = new Random(13);
        var told = new ArrayList<Expected>();
        for (var i = 0; i < 100; i++) {
            told.add(accept(told(random)));
        }
        node.settle();
        for (var one : told) {
            var kinds = List.of(FactKind.MATERIAL, FactKind.CHILD_AGE, FactKind.CHILD_IDENTIFIABLE);
            var kind = kinds.get(random.nextInt(kinds.size()));
            var value = kind.choices().get(random.nextInt(kind.choices().size()));
            var more = new EnumMap<FactKind, String>(FactKind.class);
            more.putAll(one.told().facts());
            if (more.putIfAbsent(kind, value) != null) {
                continue;
            }
            reports.addFact(one.report(), new Fact(kind, value, Fact.Source.MACHINE), Actor.system("test"));
            queue.rankAgain(one.report());
            var with = lane(new Told(one.told().reporter(), one.told().form(), more));
            assertThat(queue.row(one.report()).orElseThrow().band())
                    .as(one.told() + " and " + kind + " " + value)
                    .isEqualTo(one.lane().moreUrgent(with));
        }
    }

    private static Told told(Random random) {
        var facts = new EnumMap<FactKind, String>(FactKind.class);
        for (var i = random.nextInt(4); i > 0; i--) {
            var kind = FactKind.values()[random.nextInt(FactKind.values().length)];
            var choices = kind.choices();
            facts.put(kind, random.nextInt(6) == 0 ? FactKind.UNKNOWN : choices.get(random.nextInt(choices.size())));
        }
        // Quiet reports are rare among generated ones and must be in the replay too.
        var quiet = random.nextInt(5) == 0;
        if (quiet) {
            facts.clear();
            facts.put(FactKind.CHILD_AGE, "ADULT");
        }
        var forms = Form.values();
        var form = quiet && random.nextBoolean() ? Set.<Form>of() : Set.of(forms[random.nextInt(forms.length)]);
        return new Told(Reporter.values()[random.nextInt(Reporter.values().length)], form, facts);
    }

    /** The policy in plain conditions: what is P0, what is P1, and what is left. */
    private static Band lane(Told told) {
        if (now(told)) {
            return Band.P0;
        }
        if (soon(told)) {
            return Band.P1;
        }
        var rest = rest(told);
        return told.reporter().isChild() ? rest.moreUrgent(Band.P2) : rest;
    }

    private static boolean now(Told told) {
        return told.has(FactKind.SELF_HARM, "YES")
                || told.has(FactKind.IMMEDIATE_DANGER, "YES")
                || told.has(FactKind.LIVE_NOW, "YES")
                || told.has(FactKind.OFFENDER_ACCESS, "MEETS_TODAY", "HAS_ACCESS")
                || told.has(FactKind.THREAT, "WITH_DEADLINE")
                || (told.has(FactKind.THREAT, "YES")
                        && (told.reporter().isChild() || told.about(AGAINST_A_CHILD.toArray(Form[]::new))))
                || (told.about(Form.LIVE_ABUSE) && !told.has(FactKind.LIVE_NOW, "NO"))
                || (told.about(Form.GROOMING) && told.has(FactKind.MEETING, "PLANNED"))
                || (told.about(Form.GROOMING, Form.SEXUAL_EXTORTION) && told.has(FactKind.DEMAND, "MEETING"));
    }

    private static boolean soon(Told told) {
        return told.about(
                        Form.LIVE_ABUSE,
                        Form.CONTACT_ABUSE,
                        Form.TRAFFICKING,
                        Form.EXPLOITATION_IN_PROSTITUTION,
                        Form.TRAVEL_AND_TOURISM)
                || told.has(FactKind.THREAT, "YES")
                || told.has(FactKind.MEETING, "PLANNED", "HAPPENED")
                || told.has(FactKind.CHILD_IDENTIFIABLE, "YES")
                || told.has(FactKind.IMAGE_SHARED, "THREATENED")
                || told.has(FactKind.PAYMENT, "YES")
                || told.has(FactKind.URGENT_BY_SENDER, "YES")
                || (told.has(FactKind.OFFENDER_KNOWN, "YES")
                        && told.about(Form.ABUSE_MATERIAL, Form.GROOMING, Form.SEXUAL_EXTORTION))
                || (told.about(Form.SEXUAL_EXTORTION)
                        && told.has(FactKind.DEMAND, "PICTURES", "MONEY", "GOODS", "SEVERAL"))
                || (told.has(FactKind.IMAGE_ORIGIN, "CHILD_COERCED", "CHILD_UNDER_PRESSURE")
                        && !told.has(FactKind.MATERIAL, "KNOWN"))
                || (exposed(told)
                        && told.about(
                                Form.GROOMING,
                                Form.SEXUAL_EXTORTION,
                                Form.IMAGE_THE_CHILD_MADE,
                                Form.NON_CONSENSUAL_SHARING,
                                Form.HARMFUL_BEHAVIOUR_BY_CHILD,
                                Form.UNWANTED_CONTENT_TO_CHILD,
                                Form.WORRY))
                || (told.has(FactKind.MATERIAL, "NEW")
                        && told.has(FactKind.CHILD_AGE, "0-2", "3-6", "7-9", FactKind.UNKNOWN));
    }

    private static boolean exposed(Told told) {
        return told.has(FactKind.EXPOSED, FactKind.EXPOSED.choices().toArray(String[]::new));
    }

    /** What hurries nobody: known, talk about it, or an adult; everything else waits in the middle. */
    private static Band rest(Told told) {
        var middle = exposed(told)
                || told.has(FactKind.MATERIAL, "NEW", "NEAR")
                || told.has(FactKind.ACTOR, "ANOTHER_CHILD")
                || (told.about(Form.ABUSE_MATERIAL, Form.AI_GENERATED_MATERIAL)
                        && told.has(FactKind.MATERIAL, FactKind.UNKNOWN))
                || told.about(
                        Form.IMAGE_THE_CHILD_MADE,
                        Form.NON_CONSENSUAL_SHARING,
                        Form.GROOMING,
                        Form.SEXUAL_EXTORTION,
                        Form.UNWANTED_CONTENT_TO_CHILD,
                        Form.HARMFUL_BEHAVIOUR_BY_CHILD,
                        Form.WORRY);
        if (middle) {
            return Band.P2;
        }
        if (told.has(FactKind.MATERIAL, "KNOWN") || told.about(Form.PROMOTION)) {
            return Band.P3;
        }
        return told.has(FactKind.CHILD_AGE, "ADULT") ? Band.P4 : Band.P2;
    }
}
