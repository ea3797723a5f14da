package org.egide.frontdoor;

import java.util.Arrays;
import java.util.List;
import org.egide.frontdoor.view.AdvicePage;
import org.egide.frontdoor.view.AdviceText;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.Topic;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Advice without asking: by situation and age, readable without account or cookie (R39.3, R56.1). The age stands in the address and
 * nowhere else; reading reports nothing.
 */
@RestController
@Anyone(why = "advice is for everybody and says nothing of the one who reads")
final class AdviceDoor {
    private static final String LANGUAGE = "/{language:" + Language.CODES + "}";
    private static final String BAND = "/{band:under-10|10-12|13-15|16-17|adult}";
    private static final String TOPIC = "/{topic:[a-z]+(?<!adult)}";

    private final Sheets sheets;

    AdviceDoor(Sheets sheets) {
        this.sheets = sheets;
    }

    @GetMapping({LANGUAGE + "/advice", LANGUAGE + "/advice/"})
    ResponseEntity<byte[]> all(@PathVariable String language) {
        return all(language, AgeBand.FROM_13, "/advice");
    }

    @GetMapping(LANGUAGE + "/advice" + BAND)
    ResponseEntity<byte[]> ofAge(@PathVariable String language, @PathVariable String band) {
        return all(language, band(band), "/advice/" + band);
    }

    @GetMapping(LANGUAGE + "/advice" + TOPIC)
    ResponseEntity<byte[]> one(@PathVariable String language, @PathVariable String topic) {
        var advice = advice(topic);
        var band = advice.forAdults() ? AgeBand.ADULT : AgeBand.FROM_13;
        return one(language, advice, band, "/advice/" + advice.id());
    }

    @GetMapping(LANGUAGE + "/advice" + BAND + TOPIC)
    ResponseEntity<byte[]> oneOfAge(
            @PathVariable String language, @PathVariable String band, @PathVariable String topic) {
        var advice = advice(topic);
        var read = band(band);
        if (!advice.bands().contains(read)) {
            throw Refusal.notFound();
        }
        return one(language, advice, read, "/advice/" + band + "/" + advice.id());
    }

    private ResponseEntity<byte[]> all(String language, AgeBand band, String path) {
        var sheet = sheets.quiet(Sheets.language(language), path);
        return sheets.show(
                "advice",
                new AdvicePage(
                        sheet, band.folder(), bands(sheet), topics(sheet, band, false), topics(sheet, band, true)));
    }

    private ResponseEntity<byte[]> one(String language, Advice advice, AgeBand band, String path) {
        var plain = sheets.quiet(Sheets.language(language), path);
        var reader = plain.page().in(band);
        var title = reader.t(advice.titleKey());
        var sheet = new Sheet(reader, title, plain.emergency(), plain.helpline(), false);
        var steps = advice.stepKeys().stream().map(sheet::t).toList();
        var ages = advice.bands().stream()
                .map(age -> age(sheet, age, "/" + advice.id()))
                .toList();
        var text = new Topic(advice.id(), title, advice.picture(), steps);
        return sheets.show("advice-text", new AdviceText(sheet, text, band.folder(), ages, advice.forAdults()));
    }

    private static List<Topic> topics(Sheet sheet, AgeBand band, boolean adults) {
        var reader = sheet.page().in(adults ? AgeBand.ADULT : band);
        var place = adults || band == AgeBand.FROM_13 || band == AgeBand.ADULT ? "" : band.folder() + "/";
        return Arrays.stream(Advice.values())
                .filter(advice -> advice.forAdults() == adults)
                .map(advice -> new Topic(place + advice.id(), reader.t(advice.titleKey()), advice.picture(), List.of()))
                .toList();
    }

    private static List<AdviceText.Age> bands(Sheet sheet) {
        return Arrays.stream(AgeBand.values()).map(band -> age(sheet, band, "")).toList();
    }

    private static AdviceText.Age age(Sheet sheet, AgeBand band, String rest) {
        return new AdviceText.Age(
                band.folder(), sheet.t("advice.band." + band.folder()), "/advice/" + band.folder() + rest);
    }

    private static AgeBand band(String folder) {
        return AgeBand.of(folder).orElseThrow(Refusal::notFound);
    }

    private static Advice advice(String topic) {
        return Advice.of(topic).orElseThrow(Refusal::notFound);
    }
}
