package org.egide.sharing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SharedEntries;
import org.egide.fingerprints.Territory;
import org.egide.platform.Refusal;
import org.egide.platform.web.Pages;
import org.egide.sharing.view.ListChoice;
import org.egide.sharing.view.ListLine;
import org.egide.sharing.view.PartnerRow;
import org.egide.sharing.view.PullLine;
import org.egide.sharing.view.ShownOnce;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who pulls this desk's lists. Forms, each with {@code csrf}; all but the first are answered with 303:
 *
 * <ul>
 *   <li>{@code POST /desk/sharing}: {@code name}, {@code form} ({@link SharingForm}), {@code ground}, {@code territories},
 *       {@code wrapped} ({@code yes}), {@code calls}; the secrets are on this answer and nowhere else
 *   <li>{@code POST /desk/sharing/{partner}/confirm}, {@code .../resume}: nothing else; {@code .../suspend}, {@code .../end}:
 *       {@code reason}; {@code .../wrap}: {@code wrapped}
 *   <li>{@code POST /desk/sharing/{partner}/lists}: {@code list}, {@code videos} ({@code yes})
 *   <li>{@code POST /desk/sharing/{partner}/lists/{list}/confirm}, {@code .../take-back}: nothing else
 * </ul>
 */
@Controller
@ForStaff(
        value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
        again = true)
final class PartnerPages {
    /** The page's path. */
    static final String PATH = "/desk/sharing";

    private static final int PULLS = 5;

    private final Pages pages;
    private final DeskPages deskPages;
    private final SharingPartners partners;
    private final SharingGrants grants;
    private final SharedEntries entries;
    private final Pulls pulls;
    private final Clock clock;

    PartnerPages(
            Pages pages,
            DeskPages deskPages,
            SharingPartners partners,
            SharingGrants grants,
            SharedEntries entries,
            Pulls pulls,
            Clock clock) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.partners = partners;
        this.grants = grants;
        this.entries = entries;
        this.pulls = pulls;
        this.clock = clock;
    }

    @GetMapping(PATH)
    @ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR})
    ResponseEntity<byte[]> list(HttpServletRequest request, Person viewer) {
        return page(request, viewer, Optional.empty());
    }

    @PostMapping(PATH)
    ResponseEntity<byte[]> propose(
            HttpServletRequest request,
            Person viewer,
            @RequestParam String name,
            @RequestParam String form,
            @RequestParam String ground,
            @RequestParam(defaultValue = "") String territories,
            @RequestParam(defaultValue = "") String wrapped,
            @RequestParam int calls) {
        var chosen = Arrays.stream(SharingForm.values())
                .filter(known -> known.name().equals(form))
                .findFirst()
                .orElseThrow(() -> Refusal.because("bad-form", "Choose the form the partner's program speaks."));
        var made = partners.propose(
                viewer,
                new NewPartner(name, chosen, ground, Territory.parse(territories), wrapped.equals("yes"), calls));
        return page(request, viewer, Optional.of(new ShownOnce(name.strip(), made.username(), made.secrets())));
    }

    @PostMapping(PATH + "/{id}/confirm")
    ResponseEntity<byte[]> confirm(Person viewer, @PathVariable String id) {
        partners.confirm(viewer, PartnerId.of(id));
        return back();
    }

    @PostMapping(PATH + "/{id}/suspend")
    ResponseEntity<byte[]> suspend(Person viewer, @PathVariable String id, @RequestParam String reason) {
        partners.suspend(viewer, PartnerId.of(id), reason);
        return back();
    }

    @PostMapping(PATH + "/{id}/resume")
    ResponseEntity<byte[]> resume(Person viewer, @PathVariable String id) {
        partners.resume(viewer, PartnerId.of(id));
        return back();
    }

    @PostMapping(PATH + "/{id}/end")
    ResponseEntity<byte[]> end(Person viewer, @PathVariable String id, @RequestParam String reason) {
        partners.end(viewer, PartnerId.of(id), reason);
        return back();
    }

    @PostMapping(PATH + "/{id}/wrap")
    ResponseEntity<byte[]> wrap(
            Person viewer, @PathVariable String id, @RequestParam(defaultValue = "") String wrapped) {
        partners.wrap(viewer, PartnerId.of(id), wrapped.equals("yes"));
        return back();
    }

    @PostMapping(PATH + "/{id}/lists")
    ResponseEntity<byte[]> propose(
            Person viewer,
            @PathVariable String id,
            @RequestParam String list,
            @RequestParam(defaultValue = "") String videos) {
        grants.propose(viewer, PartnerId.of(id), ListId.of(list), videos.equals("yes"));
        return back();
    }

    @PostMapping(PATH + "/{id}/lists/{list}/confirm")
    ResponseEntity<byte[]> confirm(Person viewer, @PathVariable String id, @PathVariable String list) {
        grants.confirm(viewer, PartnerId.of(id), ListId.of(list));
        return back();
    }

    @PostMapping(PATH + "/{id}/lists/{list}/take-back")
    ResponseEntity<byte[]> takeBack(Person viewer, @PathVariable String id, @PathVariable String list) {
        grants.takeBack(viewer, PartnerId.of(id), ListId.of(list));
        return back();
    }

    private static ResponseEntity<byte[]> back() {
        return ResponseEntity.status(303).header("Location", PATH).body(new byte[0]);
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, Person viewer, Optional<ShownOnce> made) {
        var lists = entries.lists(viewer.desk().id());
        return pages.show(
                "sharing/partners.jte",
                Map.of(
                        "page", deskPages.page(request, "sharing.title", PATH),
                        "partners",
                                partners.of(viewer).stream()
                                        .map(partner -> row(viewer, partner, lists))
                                        .toList(),
                        "forms",
                                Arrays.stream(SharingForm.values())
                                        .map(SharingForm::name)
                                        .toList(),
                        "calls", NewPartner.USUAL_CALLS,
                        "made", made));
    }

    private PartnerRow row(Person viewer, SharingPartner partner, List<SharedEntries.Shared> lists) {
        var today = pulls.today(partner.id());
        var granted = grants.standing(partner.id());
        return new PartnerRow(
                partner.id().toString(),
                partner.name(),
                "sharing.form." + partner.form().name(),
                partner.username(),
                partner.state().name(),
                partner.ground(),
                partner.territories().stream().map(Territory::code).sorted().collect(Collectors.joining(" ")),
                partner.form() == SharingForm.NCMEC,
                partner.wrapped(),
                partner.proposedBy().equals(viewer.id()),
                granted.stream()
                        .map(grant -> line(viewer, partner, grant, lists))
                        .toList(),
                lists.stream()
                        .filter(list ->
                                granted.stream().noneMatch(grant -> grant.list().equals(list.id())))
                        .filter(list -> list.holdsFor(partner.territories()))
                        .map(list -> new ListChoice(list.id().toString(), list.name()))
                        .toList(),
                new PullLine(today.calls(), today.entries(), today.deletions(), today.votes(), today.submitted()),
                clock(partner));
    }

    private static ListLine line(
            Person viewer, SharingPartner partner, SharingGrants.Grant grant, List<SharedEntries.Shared> lists) {
        var list = lists.stream().filter(one -> one.id().equals(grant.list())).findFirst();
        return new ListLine(
                grant.list().toString(),
                list.map(SharedEntries.Shared::name).orElse(""),
                grant.videos(),
                grant.confirmed(),
                grant.proposedBy().equals(viewer.id()),
                list.filter(one -> one.open() && one.holdsFor(partner.territories()))
                        .isPresent());
    }

    /** How many minutes the partner's clock seems to be wrong, when one of its latest pulls shows it. */
    private Optional<Long> clock(SharingPartner partner) {
        var now = clock.instant();
        return pulls.latest(partner.id(), PULLS).stream()
                .filter(pull -> pull.wrongClock(now))
                .flatMap(pull -> pull.ahead().stream())
                .map(seconds -> Duration.ofSeconds(seconds).toMinutes())
                .findFirst();
    }
}
