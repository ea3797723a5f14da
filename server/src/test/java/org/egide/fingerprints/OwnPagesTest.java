package org.egide.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.staff.DeskId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OwnPagesTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final Messages messages = new Messages();
    private final Pages pages = new Pages(messages);

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void thePanelOffersAssentOnlyToWhoHasNotGivenItAndOnlyVerifiedLists(Language language) {
        var page = new DeskPage(language, messages, "Title", "Noor Example", "Desk", "token", "/desk", List.of());
        var list = new ListView(
                ListId.random(),
                new DeskId(UUID.randomUUID()),
                "Ours <b>",
                "Article 1",
                "A1",
                31,
                true,
                new ListView.Sharing(
                        "Ours", List.of(), List.of(HashKind.PDQ), Optional.empty(), false, 0, false, Optional.empty()),
                new ListView.Counts(0, 0, 0),
                AT);
        var open = new OwnView(UUID.randomUUID(), true, AT, 1, false, false);
        var mine = new OwnView(UUID.randomUUID(), false, AT, 1, true, false);
        var listed = new OwnView(UUID.randomUUID(), true, AT, 2, false, true);
        var panel = pages.render(
                "fingerprints/own.jte",
                Map.of("page", page, "own", List.of(open, mine, listed), "lists", List.of(list)));
        assertThat(panel)
                .contains("<section class=\"panel\"", "Ours &lt;b&gt;", "value=\"token\"")
                .contains("/desk/own-hashes/" + open.id() + "/assent")
                .doesNotContain("/desk/own-hashes/" + mine.id(), "/desk/own-hashes/" + listed.id());
        assertThat(pages.render("fingerprints/own.jte", Map.of("page", page, "own", List.of(open), "lists", List.of())))
                .doesNotContain("<form");
    }
}
