package org.egide.dialogue;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.dialogue.view.ObjectionRow;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.ReportId;
import org.egide.report.Subject;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What reporters object to, for those who may answer it. */
@Controller
@ForStaff({Role.SUPERVISOR, Role.OVERSEER})
final class ObjectionPages {
    private static final String PATH = "/desk/objections";

    private final Objections objections;
    private final DeskPages desk;
    private final Pages pages;

    ObjectionPages(Objections objections, DeskPages desk, Pages pages) {
        this.objections = objections;
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> list(HttpServletRequest request, Person viewer) {
        return show(desk.page(request, "dialogue.objections.title", PATH), viewer, Optional.empty());
    }

    @PostMapping(PATH + "/{id}/read")
    ResponseEntity<byte[]> read(
            HttpServletRequest request,
            Person viewer,
            @PathVariable("id") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason) {
        var opened = objections.read(viewer, Objection.Id.of(id), reason);
        return show(desk.page(request, "dialogue.objections.title", PATH), viewer, Optional.of(opened));
    }

    @PostMapping(PATH + "/{id}/answer")
    ResponseEntity<byte[]> answer(
            Person viewer,
            @PathVariable("id") String id,
            @RequestParam(name = "words", defaultValue = "") String words) {
        objections.answer(viewer, Objection.Id.of(id), words);
        return DialoguePages.to(PATH);
    }

    private ResponseEntity<byte[]> show(DeskPage page, Person viewer, Optional<Objection> opened) {
        List<ObjectionRow> rows = objections.waiting(viewer).stream()
                .map(item -> row(page, item, opened.filter(one -> one.id().equals(item.id()))))
                .toList();
        return pages.show("dialogue/objections.jte", Map.of("page", page, "rows", rows));
    }

    private static ObjectionRow row(DeskPage page, Objections.Waiting item, Optional<Objection> opened) {
        return new ObjectionRow(
                item.id().toString(),
                name(item.subject()),
                page.t("dialogue.objections.kind." + item.kind()),
                item.day().toString(),
                opened.isPresent(),
                opened.map(one -> ground(page, one)).orElse(""),
                opened.map(Objection::words).orElse(""));
    }

    private static String ground(DeskPage page, Objection objection) {
        return switch (objection.kind()) {
            case DISAGREEMENT -> page.t("step." + objection.ground());
            case COMPLAINT -> page.t("dialogue.complaint." + objection.ground());
        };
    }

    private static String name(Subject subject) {
        return switch (subject.kind()) {
            case REPORT -> new ReportId(subject.id()).reference();
            case CONTACT -> subject.id().toString().substring(0, 8);
        };
    }

    /** The tab. */
    @Configuration(proxyBeanMethods = false)
    static class Tabs {
        @Bean
        DeskTab objectionsTab() {
            return new DeskTab(
                    60, PATH, "dialogue.objections.tab", "o", Set.of(Role.SUPERVISOR.name(), Role.OVERSEER.name()));
        }
    }
}
