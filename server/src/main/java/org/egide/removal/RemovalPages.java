package org.egide.removal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.removal.view.HostLine;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The desk's pages of removal: the ledger of copies, the acts of a person on one copy, the register of hosts. */
@Controller
final class RemovalPages {
    private static final String LEDGER = "/desk/removal";
    private static final String HOSTS = "/desk/hosts";

    private final Ledger ledger;
    private final Removal removal;
    private final HostRegister hosts;
    private final DeskPages desk;
    private final Pages pages;

    RemovalPages(Ledger ledger, Removal removal, HostRegister hosts, DeskPages desk, Pages pages) {
        this.ledger = ledger;
        this.removal = removal;
        this.hosts = hosts;
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping(LEDGER)
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> ledger(Person viewer, HttpServletRequest request) {
        var page = desk.page(request, "removal.title", LEDGER);
        return pages.show(
                "removal/ledger.jte",
                Map.of(
                        "page", page,
                        "copies", ledger.ofDesk(page, viewer),
                        "times", ledger.times(page, viewer)));
    }

    @PostMapping(LEDGER + "/{id}/recheck")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> recheck(Person viewer, @PathVariable("id") String id) {
        removal.recheckNow(viewer, CopyId.of(id));
        return back(id);
    }

    @PostMapping(LEDGER + "/{id}/refused")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> refused(
            Person viewer, @PathVariable("id") String id, @RequestParam("reason") String reason) {
        removal.refusedByHost(viewer, CopyId.of(id), reason);
        return back(id);
    }

    @PostMapping(LEDGER + "/{id}/contact")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> contact(
            Person viewer,
            @PathVariable("id") String id,
            @RequestParam("email") String email,
            @RequestParam("language") String language) {
        removal.confirmContact(viewer, CopyId.of(id), email, language(language));
        return back(id);
    }

    /** Opening the address is an act with an audit row, so it is never a plain link. */
    @PostMapping(LEDGER + "/{id}/address")
    @ForStaff({Role.ANALYST, Role.SUPERVISOR})
    ResponseEntity<byte[]> address(Person viewer, @PathVariable("id") String id, HttpServletRequest request) {
        var address = removal.address(viewer, CopyId.of(id));
        return pages.show(
                "removal/address.jte",
                Map.of("page", desk.page(request, "removal.address.title", LEDGER), "address", address));
    }

    @GetMapping(HOSTS)
    @ForStaff(Role.SUPERVISOR)
    ResponseEntity<byte[]> hosts(HttpServletRequest request) {
        var lines = hosts.all().stream()
                .map(host -> new HostLine(
                        host.pattern(),
                        host.name(),
                        host.email(),
                        host.country(),
                        host.language().ownName(),
                        host.source()))
                .toList();
        return pages.show(
                "removal/hosts.jte", Map.of("page", desk.page(request, "removal.hosts.title", HOSTS), "hosts", lines));
    }

    @PostMapping(HOSTS)
    @ForStaff(Role.SUPERVISOR)
    ResponseEntity<byte[]> keepHost(Person viewer, @RequestParam Map<String, String> form) {
        hosts.keep(
                new Host(
                        form.getOrDefault("pattern", ""),
                        form.getOrDefault("name", ""),
                        form.getOrDefault("email", ""),
                        form.getOrDefault("country", ""),
                        language(form.getOrDefault("language", "")),
                        form.getOrDefault("source", "")),
                viewer);
        return to(HOSTS);
    }

    private static Language language(String code) {
        return Language.of(code)
                .orElseThrow(() -> Refusal.because("unknown-language", "This language is not spoken here."));
    }

    private static ResponseEntity<byte[]> back(String id) {
        return to(LEDGER + "#copy-" + CopyId.of(id));
    }

    private static ResponseEntity<byte[]> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    /** The tab of the ledger. */
    @Bean
    static DeskTab removalTab() {
        return new DeskTab(40, LEDGER, "removal.tab", "r", Set.of(Role.ANALYST.name(), Role.SUPERVISOR.name()));
    }

    /** The tab of the hosts. */
    @Bean
    static DeskTab hostsTab() {
        return new DeskTab(80, HOSTS, "removal.tab.hosts", "h", Set.of(Role.SUPERVISOR.name()));
    }
}
