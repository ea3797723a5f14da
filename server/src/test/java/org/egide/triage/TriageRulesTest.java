package org.egide.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.rules.DecisionTable;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.ReportSummary;
import org.egide.report.Reporter;
import org.egide.report.Step;
import org.egide.staff.DeskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TriageRulesTest {
    private final TriageRules rules = new TriageRules();

    private static ReportSummary report(Reporter reporter, Form... forms) {
        return new ReportSummary(
                ReportId.random(),
                "X-1",
                new DeskId(UUID.randomUUID()),
                Door.PUBLIC_FORM,
                reporter,
                Language.EN,
                Set.of(forms),
                Set.of(),
                Instant.EPOCH,
                Step.RECEIVED,
                false);
    }

    private Band citizen(Form form, Fact... facts) {
        return rules.rank(report(Reporter.CITIZEN, form), List.of(facts)).band();
    }

    private static Fact said(FactKind kind, String value) {
        return Fact.said(kind, value);
    }

    private static Fact machine(FactKind kind, String value) {
        return new Fact(kind, value, Fact.Source.MACHINE);
    }

    @Test
    void selfHarmOrDangerNowIsP0WhateverTheTableSays() {
        var empty = new TriageRules(
                DecisionTable.parse("none", "{\"id\":\"none-1\",\"rows\":[]}", TriageRules.vocabulary(), Set.of("P4")));
        for (var kind : List.of(FactKind.SELF_HARM, FactKind.IMMEDIATE_DANGER)) {
            assertThat(empty.rank(report(Reporter.CITIZEN), List.of(said(kind, "YES")))
                            .band())
                    .isEqualTo(Band.P0);
        }
    }

    @Test
    void aChildIsNeverBelowP2EvenWhereTheTableSaysP4() {
        var loose = new TriageRules(DecisionTable.parse(
                "loose",
                "{\"id\":\"loose-1\",\"rows\":[{\"id\":\"all\",\"when\":[],\"then\":\"P4\",\"because\":\"why\"}]}",
                TriageRules.vocabulary(),
                Set.of("P4")));
        assertThat(loose.rank(report(Reporter.CITIZEN), List.of()).band()).isEqualTo(Band.P4);
        assertThat(loose.rank(report(Reporter.CHILD), List.of()).band()).isEqualTo(Band.P2);
        assertThat(loose.rank(report(Reporter.FRIEND), List.of()).band()).isEqualTo(Band.P2);
    }

    @Test
    void R20_2_groomingWithAPlannedMeetingOrAThreatGoesBeforeTheImageBacklog() {
        var image = citizen(Form.ABUSE_MATERIAL);
        assertThat(citizen(Form.GROOMING, said(FactKind.MEETING, "PLANNED")).moreUrgentThan(image))
                .isTrue();
        assertThat(citizen(Form.GROOMING, said(FactKind.THREAT, "YES")).moreUrgentThan(image))
                .isTrue();
        assertThat(citizen(Form.GROOMING, said(FactKind.MEETING, "PLANNED"))).isEqualTo(Band.P0);
        // Also before new material of a young child.
        assertThat(citizen(Form.ABUSE_MATERIAL, said(FactKind.MATERIAL, "NEW"), said(FactKind.CHILD_AGE, "3-6")))
                .isEqualTo(Band.P1);
    }

    @Test
    void R21_2_theThreatRaisesAGroomingCaseAtOnce() {
        assertThat(citizen(Form.GROOMING)).isEqualTo(Band.P2);
        assertThat(citizen(Form.GROOMING, said(FactKind.THREAT, "YES"))).isEqualTo(Band.P0);
        assertThat(citizen(Form.SEXUAL_EXTORTION)).isEqualTo(Band.P2);
        assertThat(citizen(Form.SEXUAL_EXTORTION, said(FactKind.DEMAND, "MONEY")))
                .isEqualTo(Band.P1);
        assertThat(citizen(Form.SEXUAL_EXTORTION, said(FactKind.THREAT, "WITH_DEADLINE")))
                .isEqualTo(Band.P0);
    }

    @Test
    void R29_1_liveAbuseIsP0UnlessItIsKnownToBeOver() {
        assertThat(citizen(Form.LIVE_ABUSE)).isEqualTo(Band.P0);
        assertThat(citizen(Form.LIVE_ABUSE, said(FactKind.LIVE_NOW, "UNKNOWN"))).isEqualTo(Band.P0);
        assertThat(citizen(Form.LIVE_ABUSE, said(FactKind.LIVE_NOW, "NO"))).isEqualTo(Band.P1);
        assertThat(citizen(Form.ABUSE_MATERIAL, said(FactKind.LIVE_NOW, "YES"))).isEqualTo(Band.P0);
    }

    @Test
    void R22_2_contactAloneWaitsForAPersonAndNamesNoHarm() {
        var ranking = rules.rank(
                report(Reporter.CITIZEN, Form.WORRY),
                List.of(said(FactKind.ACTOR, "ADULT"), said(FactKind.CHANNEL, "GAME"), said(FactKind.THREAT, "NO")));
        assertThat(ranking.band()).isEqualTo(Band.P2);
        assertThat(ranking.reasons()).extracting(Reason::row).containsExactly("contact-alone");
    }

    @Test
    void R52_1_anotherChildAsActorIsNamedAsAProtectivePath() {
        var ranking = rules.rank(report(Reporter.PARENT), List.of(said(FactKind.ACTOR, "ANOTHER_CHILD")));
        assertThat(ranking.reasons()).extracting(Reason::because).contains("triage.why.another-child");
    }

    @Test
    void aMachineMayRaiseAndNeverLowers() {
        assertThat(citizen(Form.ABUSE_MATERIAL)).isEqualTo(Band.P2);
        assertThat(citizen(Form.ABUSE_MATERIAL, machine(FactKind.MATERIAL, "KNOWN")))
                .isEqualTo(Band.P2);
        assertThat(citizen(Form.ABUSE_MATERIAL, said(FactKind.MATERIAL, "KNOWN")))
                .isEqualTo(Band.P3);
        assertThat(citizen(Form.ABUSE_MATERIAL, machine(FactKind.MATERIAL, "NEW")))
                .isEqualTo(Band.P1);
        assertThat(citizen(Form.PROMOTION, machine(FactKind.CHILD_AGE, "ADULT")))
                .isEqualTo(Band.P3);
    }

    @Test
    void anUnknownAgeCountsAsTheYoungerBand() {
        assertThat(citizen(Form.ABUSE_MATERIAL, said(FactKind.MATERIAL, "NEW"))).isEqualTo(Band.P1);
        assertThat(citizen(Form.ABUSE_MATERIAL, said(FactKind.MATERIAL, "NEW"), said(FactKind.CHILD_AGE, "16-17")))
                .isEqualTo(Band.P2);
    }

    @Test
    void whatNobodyKnowsNeverLowersAndMoreMachineFactsNeverLower() {
        var random = new Random(11);
        for (var i = 0; i < 5_000; i++) {
            var summary = report(pick(random, Reporter.values()), pick(random, Form.values()));
            var facts = someFacts(random, Fact.Source.REPORTER);
            var band = rules.rank(summary, facts).band();
            var unknown = pick(random, FactKind.values());
            assertThat(rules.rank(summary, with(facts, said(unknown, FactKind.UNKNOWN)))
                            .band())
                    .isEqualTo(band);
            var more = with(facts, someFacts(random, Fact.Source.MACHINE).toArray(Fact[]::new));
            assertThat(band.moreUrgentThan(rules.rank(summary, more).band())).isFalse();
            if (summary.reporter().isChild()) {
                assertThat(Band.P2.moreUrgentThan(band)).isFalse();
            }
        }
    }

    private static List<Fact> someFacts(Random random, Fact.Source source) {
        var facts = new ArrayList<Fact>();
        for (var i = random.nextInt(5); i > 0; i--) {
            var kind = pick(random, FactKind.values());
            facts.add(new Fact(
                    kind, kind.choices().get(random.nextInt(kind.choices().size())), source));
        }
        return facts;
    }

    private static List<Fact> with(List<Fact> facts, Fact... more) {
        var all = new ArrayList<>(facts);
        all.addAll(List.of(more));
        return all;
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void C3_c_everyFormHasItsOwnReason(Form form) {
        var ranking = rules.rank(report(Reporter.CITIZEN, form), List.of());
        assertThat(ranking.reasons()).extracting(Reason::row).doesNotContain("nothing-known");
        assertThat(ranking.version()).isEqualTo("triage-2025.1");
    }

    @Test
    void everyReasonIsASentenceInEveryLanguage() {
        var messages = new Messages();
        var table = DecisionTable.load(
                "triage/rules-2025.1.json", TriageRules.vocabulary(), Set.of("P0", "P1", "P2", "P3", "P4"));
        for (var language : Language.values()) {
            assertThat(table.rows())
                    .allSatisfy(row -> assertThat(messages.has(language, row.because()))
                            .as(row.id())
                            .isTrue());
        }
    }
}
