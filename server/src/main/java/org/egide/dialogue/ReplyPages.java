package org.egide.dialogue;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.dialogue.view.ReplyRow;
import org.egide.platform.Language;
import org.egide.platform.web.DeskNotice;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.ReportId;
import org.egide.staff.DeskNotices;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /desk/replies}: reporters who wrote back and whom nobody has read yet; each page of the desk says so too. */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class ReplyPages {
    private static final String PATH = "/desk/replies";

    private final Unheard unheard;
    private final DeskPages desk;
    private final Pages pages;

    ReplyPages(Unheard unheard, DeskPages desk, Pages pages) {
        this.unheard = unheard;
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> list(HttpServletRequest request, Person viewer) {
        List<ReplyRow> rows = unheard.of(viewer).stream()
                .map(waiting -> {
                    var report = new ReportId(waiting.subject().id());
                    return new ReplyRow(
                            report.toString(),
                            report.reference(),
                            waiting.since().toString());
                })
                .toList();
        return pages.show(
                "dialogue/replies.jte",
                Map.of("page", desk.page(request, "dialogue.replies.title", PATH), "rows", rows));
    }

    /** The tab, and the line on the pages of the desk. */
    @Configuration(proxyBeanMethods = false)
    static class Tabs {
        @Bean
        DeskTab repliesTab() {
            return new DeskTab(
                    12, PATH, "dialogue.replies.tab", "y", Set.of(Role.ANALYST.name(), Role.SUPERVISOR.name()));
        }

        @Bean
        DeskNotices repliesNotice(Unheard unheard) {
            return (Person viewer, Language language) -> {
                var waiting = viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR)
                        ? unheard.of(viewer).size()
                        : 0;
                return waiting == 0
                        ? List.of()
                        : List.of(new DeskNotice(false, PATH, "dialogue.notice.replies", List.of(waiting)));
            };
        }
    }
}
