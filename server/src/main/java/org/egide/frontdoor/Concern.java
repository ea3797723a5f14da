package org.egide.frontdoor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.egide.frontdoor.view.ConcernFields;
import org.egide.frontdoor.view.Problem;
import org.egide.report.Fact;
import org.egide.report.FactKind;

/**
 * What a helper's form or the desk's page for callers says, in the words of the record. The facts are those of the public form
 * ({@link SeenReport}) and, where somebody knows the child, age and markers of exposure (R9.3): one model for every door.
 */
record Concern(SeenReport seen, String age, Set<String> exposed, String wish) {
    Concern {
        exposed = Set.copyOf(exposed);
    }

    static Concern of(Posted.Fields posted) {
        var markers =
                posted.all("exposed").stream().filter(FactKind.EXPOSED::allows).toList();
        return new Concern(SeenReport.of(posted), posted.one("age"), Set.copyOf(markers), posted.one("wish"));
    }

    /** What must change before this can be sent. Only one thing is needed: some word of what it is about. */
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var problem : seen.problems()) {
            var nothing = problem.key().equals("frontdoor.report.problem.nothing");
            problems.add(nothing ? new Problem("words", "doors.problem.nothing") : problem);
        }
        return problems;
    }

    List<Fact> facts() {
        var facts = new ArrayList<>(seen.facts());
        if (!age.isEmpty()) {
            facts.add(Fact.said(FactKind.CHILD_AGE, FactKind.CHILD_AGE.allows(age) ? age : FactKind.UNKNOWN));
        }
        exposed.stream().sorted().forEach(marker -> facts.add(Fact.said(FactKind.EXPOSED, marker)));
        if (!wish.isEmpty() && FactKind.WISH.allows(wish)) {
            facts.add(Fact.said(FactKind.WISH, wish));
        }
        return facts;
    }

    /** Who writes and, apart from it, who must not know and when it is safe to reach them. */
    Map<String, String> identity(Posted.Fields posted) {
        var identity = new LinkedHashMap<>(seen.identity());
        for (var field : List.of("office", "safe")) {
            var text = posted.one(field);
            if (!text.isBlank() && text.length() <= SeenReport.LONGEST_LINE) {
                identity.put(field, text);
            }
        }
        return identity;
    }

    /** The form as it was filled in, to be shown again. */
    ConcernFields fields(Posted.Fields posted) {
        return new ConcernFields(seen.fields(), age, exposed, wish, posted.one("office"), posted.one("safe"));
    }

    /** The markers in their order, for the pages. */
    static Stream<String> markers() {
        return FactKind.EXPOSED.choices().stream();
    }

    @Override
    public String toString() {
        return "Concern[hidden]";
    }
}
