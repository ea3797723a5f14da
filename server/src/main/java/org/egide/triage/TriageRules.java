package org.egide.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.egide.platform.rules.DecisionTable;
import org.egide.platform.rules.Vocabulary;
import org.egide.report.Act;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportSummary;
import org.egide.report.Reporter;
import org.springframework.stereotype.Component;

/**
 * The band of a report, from its coded facts, by the table {@code triage/rules-2025.1.json} and the invariants that no table may
 * loosen: self-harm and danger now give P0, a child is never below P2, and what a machine states may raise but never lower (it is
 * left out of the reckoning when a less urgent row is considered). Where no row holds, a report waits at P2: what nobody knows
 * counts as new and as harm, not as nothing.
 */
@Component
public final class TriageRules {
    private static final String RESOURCE = "triage/rules-2025.1.json";
    private static final Band NOTHING_KNOWN = Band.P2;

    private final DecisionTable table;

    public TriageRules() {
        this(DecisionTable.load(RESOURCE, vocabulary(), names(Band.values())));
    }

    TriageRules(DecisionTable table) {
        this.table = table;
    }

    static Vocabulary vocabulary() {
        var facts = new LinkedHashMap<String, Set<String>>();
        facts.put("REPORTER", names(Reporter.values()));
        facts.put("FORM", names(Form.values()));
        facts.put("ACT", names(Act.values()));
        for (var kind : FactKind.values()) {
            facts.put(kind.name(), Set.copyOf(kind.choices()));
        }
        return new Vocabulary(facts);
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The version that decisions are stamped with. */
    public String version() {
        return table.version();
    }

    /** Ranks a report by what is known of it. */
    public Ranking rank(ReportSummary report, List<Fact> facts) {
        var everything = table.evaluate(coded(report, facts));
        var said = table.evaluate(coded(report, withoutMachine(facts)));
        var reasons = new ArrayList<Reason>(invariants(report, facts));
        if (everything.failure().isPresent() || said.failure().isPresent()) {
            reasons.add(new Reason("rules-failed", "triage.why.rules-failed", Band.P1));
        }
        said.fired().forEach(row -> reasons.add(reason(row)));
        // A machine's facts never count for a band less urgent than the one that people's facts give.
        var byPeople = mostUrgent(reasons);
        everything.fired().stream()
                .map(TriageRules::reason)
                .filter(reason -> !reasons.contains(reason) && !byPeople.moreUrgentThan(reason.band()))
                .forEach(reasons::add);
        if (reasons.isEmpty()) {
            reasons.add(new Reason("nothing-known", "triage.why.nothing-known", NOTHING_KNOWN));
        }
        reasons.sort(Comparator.comparing(Reason::band));
        return new Ranking(mostUrgent(reasons), eachSentenceOnce(reasons), everything);
    }

    private static List<Reason> eachSentenceOnce(List<Reason> reasons) {
        var said = new HashSet<String>();
        return reasons.stream().filter(reason -> said.add(reason.because())).toList();
    }

    private static Band mostUrgent(List<Reason> reasons) {
        return reasons.stream().map(Reason::band).min(Comparator.naturalOrder()).orElse(NOTHING_KNOWN);
    }

    private static Reason reason(DecisionTable.Row row) {
        return new Reason(row.id(), row.because(), Band.valueOf(row.then()));
    }

    private static List<Reason> invariants(ReportSummary report, List<Fact> facts) {
        var found = new ArrayList<Reason>();
        if (states(facts, FactKind.SELF_HARM, "YES")) {
            found.add(new Reason("invariant.self-harm", "triage.why.self-harm", Band.P0));
        }
        if (states(facts, FactKind.IMMEDIATE_DANGER, "YES")) {
            found.add(new Reason("invariant.danger", "triage.why.danger", Band.P0));
        }
        if (report.reporter().isChild()) {
            found.add(new Reason("invariant.child", "triage.why.child", Band.P2));
        }
        return found;
    }

    private static boolean states(List<Fact> facts, FactKind kind, String value) {
        return facts.stream()
                .anyMatch(fact -> fact.kind() == kind && fact.value().equals(value));
    }

    private static List<Fact> withoutMachine(List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.source() != Fact.Source.MACHINE)
                .toList();
    }

    private static Map<String, Set<String>> coded(ReportSummary report, List<Fact> facts) {
        var coded = new HashMap<String, Set<String>>();
        coded.put("REPORTER", Set.of(report.reporter().name()));
        coded.put("FORM", names(report.forms().toArray(Form[]::new)));
        coded.put("ACT", names(report.acts().toArray(Act[]::new)));
        for (var fact : facts) {
            coded.computeIfAbsent(fact.kind().name(), none -> new TreeSet<>()).add(fact.value());
        }
        return coded;
    }
}
