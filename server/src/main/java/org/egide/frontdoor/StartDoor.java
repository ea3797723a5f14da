package org.egide.frontdoor;

import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.egide.frontdoor.view.StartPage;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.FrontLink;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The choice of language, the start for everyone, and the way out. */
@RestController
@Anyone(why = "everybody may come in and leave")
final class StartDoor {
    private final Sheets sheets;
    private final List<FrontLink> links;

    StartDoor(Sheets sheets, List<FrontLink> links) {
        this.sheets = sheets;
        this.links = List.copyOf(links);
    }

    /** The start, in the reader's own language as far as the browser tells it. Where somebody is never plays a part. */
    @GetMapping("/")
    ResponseEntity<byte[]> anywhere(@RequestHeader(name = "Accept-Language", defaultValue = "") String accepted) {
        return start(order(accepted).getFirst());
    }

    /** All languages, those the browser names first and in its order. */
    static List<Language> order(String accepted) {
        List<Locale.LanguageRange> ranges;
        try {
            ranges = accepted.isBlank() ? List.of() : Locale.LanguageRange.parse(accepted);
        } catch (IllegalArgumentException e) {
            ranges = List.of();
        }
        var wanted =
                ranges.stream().map(range -> range.getRange().split("-", 2)[0]).toList();
        return Arrays.stream(Language.values())
                .sorted(Comparator.comparingInt(language ->
                        wanted.contains(language.code()) ? wanted.indexOf(language.code()) : Integer.MAX_VALUE))
                .toList();
    }

    @GetMapping({"/{language:" + Language.CODES + "}", "/{language:" + Language.CODES + "}/"})
    ResponseEntity<byte[]> start(@PathVariable String language) {
        return start(Sheets.language(language));
    }

    private ResponseEntity<byte[]> start(Language language) {
        var open = links.stream().filter(link -> link.there().getAsBoolean()).toList();
        return sheets.show("start", new StartPage(sheets.quiet(language, "/"), open));
    }

    /** An ordinary page instead of this one; the browser is asked to forget what it kept of us. */
    @GetMapping("/leave")
    ResponseEntity<Void> leave() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(sheets.leaveFor()))
                .header("Clear-Site-Data", "\"cache\", \"storage\"")
                .build();
    }
}
