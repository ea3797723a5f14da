package org.egide.assessment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.ListId;
import org.egide.platform.Refusal;
import org.egide.platform.web.Pages;
import org.egide.report.Act;
import org.egide.report.Form;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The sheet of a report, {@code GET /desk/assess/{report}}. Forms, each with {@code csrf} and answered with 303:
 *
 * <ul>
 *   <li>{@code POST /desk/assess/{report}}: {@code form} (a {@link Form}), {@code act} (any number of {@link Act}), and one answer for each
 *       element of the sheets that apply, {@link Element#field} to one of {@link Element#choices}. For material: {@code means},
 *       {@code depicts-child}, {@code reality}, {@code explicit-activity}, {@code sexual-parts}, {@code purpose}; for conduct:
 *       {@code addressed-to-child}, {@code sexual-purpose}, {@code threat}, {@code demand}, {@code content-sent}, {@code meeting},
 *       {@code exploitation}, {@code actor}. Answers of a sheet that does not apply are left out.
 *   <li>{@code POST /desk/assess/{report}/known}: nothing else; confirms that all material matches verified entries
 *   <li>{@code POST /desk/assess/{report}/list}: {@code item}, {@code list}; puts a fingerprint on a list
 * </ul>
 */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class AssessPages {
    private static final String PATH = "/desk/assess/";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Assessments assessments;
    private final FingerprintLists lists;
    private final Reports reports;

    AssessPages(Pages pages, DeskPages deskPages, Assessments assessments, FingerprintLists lists, Reports reports) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.assessments = assessments;
        this.lists = lists;
        this.reports = reports;
    }

    @GetMapping(PATH + "{id}")
    ResponseEntity<byte[]> sheet(HttpServletRequest request, Person viewer, @PathVariable String id) {
        var report = reports.find(viewer, ReportId.of(id));
        return pages.show(
                "assessment/sheet.jte",
                Map.of(
                        "page", deskPages.page(request, "assessment.title", "/desk/queue"),
                        "report", report,
                        "sheet", assessments.view(viewer, report.id()),
                        "lists", lists.lists(viewer)));
    }

    @PostMapping(PATH + "{id}")
    ResponseEntity<Void> give(
            Person viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> fields) {
        var report = ReportId.of(id);
        assessments.give(viewer, report, new NewView(form(fields), acts(fields), elements(fields)));
        return to(report);
    }

    @PostMapping(PATH + "{id}/known")
    ResponseEntity<Void> known(Person viewer, @PathVariable String id) {
        var report = ReportId.of(id);
        assessments.confirmKnown(viewer, report);
        return to(report);
    }

    @PostMapping(PATH + "{id}/list")
    ResponseEntity<Void> list(
            Person viewer, @PathVariable String id, @RequestParam String item, @RequestParam String list) {
        var report = ReportId.of(id);
        assessments.addToList(viewer, report, ItemId.of(item), ListId.of(list));
        return to(report);
    }

    private static Form form(MultiValueMap<String, String> fields) {
        var named = String.valueOf(fields.getFirst("form"));
        return Arrays.stream(Form.values())
                .filter(form -> form.name().equals(named))
                .findFirst()
                .orElseThrow(() -> Refusal.because("form-missing", "The form of harm is not confirmed."));
    }

    private static Set<Act> acts(MultiValueMap<String, String> fields) {
        var named = fields.getOrDefault("act", List.of());
        var acts = Arrays.stream(Act.values())
                .filter(act -> named.contains(act.name()))
                .collect(Collectors.toUnmodifiableSet());
        if (acts.size() != Set.copyOf(named).size()) {
            throw Refusal.because("unknown-act", "There is no such act.");
        }
        return acts;
    }

    private static Map<Element, String> elements(MultiValueMap<String, String> fields) {
        var elements = new EnumMap<Element, String>(Element.class);
        for (var element : Element.values()) {
            var value = fields.getFirst(element.field());
            if (value != null && !value.isEmpty()) {
                elements.put(element, value);
            }
        }
        return elements;
    }

    private static ResponseEntity<Void> to(ReportId report) {
        return ResponseEntity.status(303).header("Location", PATH + report).build();
    }
}
