package org.egide.report.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.Pages;
import org.egide.report.FileId;
import org.egide.report.FileStore;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.OpenSession;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.SecretToken;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Looking at a file that came with a report: after a recent proof of who one is, with a reason, first small, grey and blurred, and
 * larger only by a second deliberate step with its own reason.
 */
@Controller
@ForStaff(
        value = {Role.ANALYST, Role.SUPERVISOR},
        again = true)
final class PicturePages {
    private final Pages pages;
    private final DeskPages deskPages;
    private final Reports reports;
    private final SealedParts sealed;
    private final FileStore files;
    private final Looks looks;
    private final PictureRendering rendering;
    private final Transaction transaction;

    PicturePages(
            Pages pages,
            DeskPages deskPages,
            Reports reports,
            SealedParts sealed,
            FileStore files,
            Looks looks,
            PictureRendering rendering,
            Transaction transaction) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.reports = reports;
        this.sealed = sealed;
        this.files = files;
        this.looks = looks;
        this.rendering = rendering;
        this.transaction = transaction;
    }

    @GetMapping("/desk/reports/{id}/files/{file}")
    ResponseEntity<byte[]> ask(
            HttpServletRequest request, Person viewer, @PathVariable String id, @PathVariable String file) {
        return page(request, viewer, ReportId.of(id), FileId.of(file), "", "");
    }

    @PostMapping("/desk/reports/{id}/files/{file}/reduced")
    ResponseEntity<byte[]> reduced(
            HttpServletRequest request,
            OpenSession session,
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String reason) {
        return look(request, session, id, file, Looks.Detail.REDUCED, reason);
    }

    @PostMapping("/desk/reports/{id}/files/{file}/original")
    ResponseEntity<byte[]> original(
            HttpServletRequest request,
            OpenSession session,
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String reason) {
        return look(request, session, id, file, Looks.Detail.ORIGINAL, reason);
    }

    private ResponseEntity<byte[]> look(
            HttpServletRequest request,
            OpenSession session,
            String id,
            String file,
            Looks.Detail detail,
            String reason) {
        var report = ReportId.of(id);
        var wanted = FileId.of(file);
        requireOf(session.person(), report, wanted);
        var token = looks.permit(session, wanted, detail, Reason.of(reason));
        return page(request, session.person(), report, wanted, detail.name(), "/desk/looks/" + token.value());
    }

    /** The picture itself, once. */
    @GetMapping("/desk/looks/{token}")
    ResponseEntity<byte[]> picture(OpenSession session, @PathVariable String token) {
        var secret = SecretToken.read(token).orElseThrow(Refusal::notFound);
        var bytes = transaction.in(() -> {
            var look = looks.use(session, secret).orElseThrow(Refusal::notFound);
            var file = files.read(session.person(), look.file(), look.reason(), PictureRendering.LARGEST);
            return rendering.render(file, look.detail());
        });
        return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(bytes);
    }

    private void requireOf(Person viewer, ReportId report, FileId file) {
        reports.find(viewer, report);
        if (sealed.files(report).stream().noneMatch(line -> line.id().equals(file))) {
            throw Refusal.notFound();
        }
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, Person viewer, ReportId report, FileId file, String detail, String address) {
        requireOf(viewer, report, file);
        return pages.show(
                "report/picture.jte",
                Map.of(
                        "page", deskPages.page(request, "report.picture.title", "/desk/queue"),
                        "report", reports.find(viewer, report),
                        "file", file,
                        "detail", detail,
                        "address", address));
    }
}
