package org.egide.frontdoor;

import java.util.Arrays;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.PaperPage;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The child's questions as boxes on paper, for places without a network; a helper keys them in later (R30.1, R68.2). */
@RestController
@Anyone(why = "the questions are no secret")
final class PaperDoor {
    private final Sheets sheets;

    PaperDoor(Sheets sheets) {
        this.sheets = sheets;
    }

    @GetMapping("/{language:" + Language.CODES + "}/paper")
    ResponseEntity<byte[]> paper(@PathVariable String language) {
        var sheet = sheets.quiet(Sheets.language(language), "/paper");
        var questions = Arrays.stream(Question.values())
                .map(question -> new PaperPage.Asked(
                        sheet.t("frontdoor." + question),
                        question.answers(false).stream()
                                .map(answer -> new Choice(answer, sheet.t("frontdoor." + question + "." + answer), ""))
                                .toList()))
                .toList();
        return sheets.show("boxes", new PaperPage(sheet, questions));
    }
}
