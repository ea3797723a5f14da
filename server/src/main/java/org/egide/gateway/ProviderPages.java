package org.egide.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egide.fingerprints.Enquiries;
import org.egide.fingerprints.Territory;
import org.egide.gateway.view.MatchLine;
import org.egide.gateway.view.ProviderRow;
import org.egide.gateway.view.ShownOnce;
import org.egide.platform.Refusal;
import org.egide.platform.web.Pages;
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

/** Who reports to this desk by interface: to add, to switch off, and what they send that nobody here knows. */
@Controller
@ForStaff({Role.ADMINISTRATOR, Role.SUPERVISOR})
final class ProviderPages {
    /** The page's path. */
    static final String PATH = "/desk/providers";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Providers providers;
    private final Flags flags;
    private final MatchGrants grants;
    private final Enquiries enquiries;

    ProviderPages(
            Pages pages,
            DeskPages deskPages,
            Providers providers,
            Flags flags,
            MatchGrants grants,
            Enquiries enquiries) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.providers = providers;
        this.flags = flags;
        this.grants = grants;
        this.enquiries = enquiries;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> list(HttpServletRequest request, Person viewer) {
        return page(request, viewer, Optional.empty());
    }

    /** The password is on this answer and nowhere else; sending the form again is refused, because the name is taken. */
    @PostMapping(PATH)
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<byte[]> create(
            HttpServletRequest request,
            Person viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String kind) {
        var chosen = Arrays.stream(ProviderKind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> Refusal.because("bad-kind", "Choose the kind of provider."));
        var made = providers.create(viewer, name, chosen);
        return page(request, viewer, Optional.of(new ShownOnce(name.strip(), made.username(), made.password())));
    }

    @PostMapping(PATH + "/{id}/deactivate")
    @ForStaff(
            value = {Role.ADMINISTRATOR, Role.SUPERVISOR},
            again = true)
    ResponseEntity<byte[]> deactivate(Person viewer, @PathVariable String id) {
        providers.deactivate(viewer, ProviderId.of(id));
        return back();
    }

    /** {@code territories}, {@code questions}, {@code matches}: what the provider may ask the matching service. */
    @PostMapping(PATH + "/{id}/matching")
    @ForStaff(value = Role.SUPERVISOR, again = true)
    ResponseEntity<byte[]> letAsk(
            Person viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String territories,
            @RequestParam int questions,
            @RequestParam int matches) {
        var grant = new MatchGrants.Grant(Territory.parse(territories), questions, matches);
        grants.give(viewer, ProviderId.of(id), grant);
        return back();
    }

    @PostMapping(PATH + "/{id}/matching/stop")
    @ForStaff(value = Role.SUPERVISOR, again = true)
    ResponseEntity<byte[]> stopAsking(Person viewer, @PathVariable String id) {
        grants.takeBack(viewer, ProviderId.of(id));
        return back();
    }

    /** {@code reason}: near answers that were stopped start anew. */
    @PostMapping(PATH + "/{id}/matching/anew")
    @ForStaff(value = Role.SUPERVISOR, again = true)
    ResponseEntity<byte[]> askAnew(Person viewer, @PathVariable String id, @RequestParam String reason) {
        grants.startAnew(viewer, ProviderId.of(id), reason);
        return back();
    }

    private static ResponseEntity<byte[]> back() {
        return ResponseEntity.status(303).header("Location", PATH).body(new byte[0]);
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, Person viewer, Optional<ShownOnce> made) {
        return pages.show(
                "gateway/providers.jte",
                Map.of(
                        "page", deskPages.page(request, "gateway.title", PATH),
                        "providers",
                                providers.ofDeskOf(viewer).stream()
                                        .map(this::row)
                                        .toList(),
                        "kinds", kinds(),
                        "supervisor", viewer.is(Role.SUPERVISOR),
                        "made", made));
    }

    private static List<String> kinds() {
        return Arrays.stream(ProviderKind.values()).map(ProviderKind::name).toList();
    }

    private ProviderRow row(Provider provider) {
        return new ProviderRow(
                provider.id().toString(),
                provider.name(),
                "gateway.kind." + provider.kind().name(),
                provider.username(),
                provider.active(),
                flags.of(provider.id()).stream()
                        .map(flag -> flag.name() + " " + flag.times())
                        .toList(),
                matching(provider));
    }

    private MatchLine matching(Provider provider) {
        var given = grants.of(provider.id());
        var grant = given.orElse(MatchGrants.USUAL);
        var today = enquiries.today(provider.actor());
        return new MatchLine(
                given.isPresent(),
                grant.territories().stream().map(Territory::code).collect(Collectors.joining(" ")),
                grant.questionsPerDay(),
                grant.matchesPerDay(),
                today.questions(),
                today.exact() + today.near(),
                today.withheld(),
                enquiries.closed(provider.actor()));
    }
}
