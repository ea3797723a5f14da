package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.removal.view.CopyLine;
import org.egide.removal.view.CopyLine.Happening;
import org.egide.removal.view.HostLine;
import org.egide.removal.view.TimesLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RemovalPagesTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    private final Messages messages = new Messages();
    private final Pages pages = new Pages(messages);

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void everyPageIsCompleteInEveryLanguage(Language language) {
        var page =
                new DeskPage(language, messages, "Title", "Noor Example", "Desk", "token", "/desk/removal", List.of());
        var copies = List.of(copy(true, "abuse@host.example"), copy(true, ""), copy(false, ""));
        assertThat(pages.render(
                        "removal/ledger.jte",
                        Map.of("page", page, "copies", copies, "times", new TimesLine(3, "5 h", "9 h"))))
                .contains("N-1234", "value=\"token\"", "/desk/removal/7/contact", "abuse@host.example");
        assertThat(pages.render("removal/panel.jte", Map.of("page", page, "copies", copies)))
                .contains("<section class=\"panel\"", "checked");
        assertThat(pages.render("removal/address.jte", Map.of("page", page, "address", "http://a.example/<b>")))
                .contains("http://a.example/&lt;b&gt;");
        assertThat(pages.render(
                        "removal/hosts.jte",
                        Map.of(
                                "page",
                                page,
                                "hosts",
                                List.of(new HostLine("a.example", "A", "b@a.example", "XX", "English", "test")))))
                .contains("a.example", "name=\"pattern\"");
        for (var state : CopyState.values()) {
            assertThat(page.t("removal.state." + state.name())).isNotBlank();
        }
        for (var verdict : Verdict.values()) {
            assertThat(page.t("removal.verdict." + verdict.name())).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void onlyAClockThatRunsCounts(Language language) {
        var stopped = new Happening("gone", Optional.empty(), "");
        var running = new Happening("running", Optional.of(BEGUN), "");
        assertThat(clock(language, stopped)).isEqualTo("gone");
        assertThat(clock(language, running)).contains("<time class=\"clock since\" datetime=\"2026-01-01T00:00:00Z\">");
    }

    private String clock(Language language, Happening clock) {
        assertThat(messages.text(language, "removal.times.minutes", 0)).doesNotContain("0");
        return pages.render("removal/clock.jte", Map.of("clock", clock)).strip();
    }

    private static CopyLine copy(boolean untold, String contact) {
        return new CopyLine(
                "7",
                "N-1234",
                "8",
                "R-1",
                "host.example",
                "state",
                false,
                new Happening("running since", Optional.of(BEGUN), ""),
                List.of(new Happening("Notice: sent", Optional.of(BEGUN), "")),
                new Happening("absent", Optional.of(BEGUN), "status-410"),
                Optional.of(BEGUN),
                "Noor Example",
                untold,
                contact,
                true,
                List.of(new Happening("checked", Optional.of(BEGUN), "")));
    }
}
