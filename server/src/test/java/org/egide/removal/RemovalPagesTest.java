package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.removal.view.CopyLine;
import org.egide.removal.view.HostLine;
import org.egide.removal.view.TimesLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RemovalPagesTest {
    private final Messages messages = new Messages();
    private final Pages pages = new Pages(messages);

    @ParameterizedTest
    @EnumSource(Language.class)
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

    private static CopyLine copy(boolean untold, String contact) {
        return new CopyLine(
                "7",
                "N-1234",
                "8",
                "R-1",
                "host.example",
                "state",
                false,
                "2026-01-01T00:00:00Z",
                "since",
                List.of("Notice: sent"),
                "last",
                "next",
                "Noor Example",
                untold,
                contact,
                true,
                List.of(new CopyLine.Happening("2026-01-01 00:00", "checked")));
    }
}
