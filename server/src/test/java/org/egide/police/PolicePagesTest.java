package org.egide.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.police.view.ReferralLine;
import org.egide.police.view.UnitLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicePagesTest {
    private final Messages messages = new Messages();
    private final Pages pages = new Pages(messages);

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void everyPageIsCompleteInEveryLanguage(Language language) {
        var page =
                new DeskPage(language, messages, "Title", "Ada Example", "Desk", "token", "/desk/referrals", List.of());
        var outcomes = Arrays.stream(PoliceOutcome.values()).map(Enum::name).toList();
        var kinds = Arrays.stream(ReferralKind.values()).map(Enum::name).toList();
        var lines = List.of(line(true, false, ""), line(true, true, ""), line(false, false, "egide-1"));
        var units = List.of(new UnitLine("5", "Unit Seven", "age1a", "age1b"));
        assertThat(pages.render("police/referrals.jte", Map.of("page", page, "referrals", lines, "outcomes", outcomes)))
                .contains("/desk/referrals/4/approve", "egide-1.zip.age", "/desk/referrals/4/outcome");
        assertThat(pages.render(
                        "police/panel.jte",
                        Map.of("page", page, "report", "9", "referrals", lines, "units", units, "kinds", kinds)))
                .contains("/desk/reports/9/referrals", "value=\"URGENT_PROTECTION\"");
        assertThat(pages.render("police/units.jte", Map.of("page", page, "units", units)))
                .contains("age1a", "name=\"escrow\"");
        for (var state : ReferralState.values()) {
            assertThat(page.t("police.state." + state.name())).isNotBlank();
        }
    }

    private static ReferralLine line(boolean maySend, boolean mine, String packageName) {
        return new ReferralLine(
                "4",
                "9",
                packageName.isEmpty() ? "R-1" : "",
                "Unit Seven",
                "kind",
                "state",
                "Code, article 7",
                "request",
                "2026-01-01 00:00",
                packageName,
                "ab",
                "",
                maySend,
                mine,
                !maySend,
                !maySend);
    }
}
