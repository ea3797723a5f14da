package org.egide.frontdoor;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egide.frontdoor.view.BackPage;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.CodePage;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Refusal;
import org.egide.report.Disguise;
import org.egide.report.Disguises;
import org.egide.report.Found;
import org.egide.report.KeptPlaces;
import org.egide.report.ReceiptCode;
import org.egide.report.Ticket;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Everything a page says about its code: keeping a place from the first answer on, the look of the code, typing it once to try, and the
 * code after sending. The ticket travels in the hidden field {@value #FIELD} of every page of the path.
 */
@Component
final class CodePages {
    /** The hidden field with the ticket. */
    static final String FIELD = "place";

    private static final int LONGEST_WORDS = Added.LONGEST;

    private final Sheets sheets;
    private final KeptPlaces places;
    private final Disguises disguises;
    private final Intake intake;

    CodePages(Sheets sheets, KeptPlaces places, Disguises disguises, Intake intake) {
        this.sheets = sheets;
        this.places = places;
        this.disguises = disguises;
        this.intake = intake;
    }

    /** The ticket of the page, or a new one for whoever comes without. */
    Ticket ticket(String written) {
        return places.read(written).orElseGet(places::begin);
    }

    /** A new ticket, for a first page. */
    String begin() {
        return places.write(places.begin());
    }

    /** Keeps the draft, where a place is kept, in step with the answers. */
    void follow(Posted.Fields fields, Map<String, String> answers) {
        places.read(fields.one(FIELD)).ifPresent(ticket -> places.update(ticket, draft(fields, answers)));
    }

    /** The answers with the words of the last page, when there are any. */
    private static Map<String, String> draft(Posted.Fields fields, Map<String, String> answers) {
        var draft = new TreeMap<>(answers);
        draft.remove(FIELD);
        for (var field : List.of("channel", "account", "words")) {
            var added = fields.one(field);
            if (!added.isEmpty()) {
                draft.put(field, added.substring(0, Math.min(added.length(), LONGEST_WORDS)));
            }
        }
        return draft;
    }

    /** A page about the code, when the form asks for one: {@code step} is keep, disguise, try or drop. */
    Optional<ResponseEntity<byte[]>> step(Sheet sheet, Posted.Fields fields, Map<String, String> answers) {
        return switch (fields.one("step")) {
            case "keep" -> Optional.of(keep(sheet, fields, draft(fields, answers)));
            case "disguise", "try" ->
                places.read(fields.one(FIELD))
                        .filter(ticket -> ticket.code().isPresent())
                        .map(ticket -> show(sheet, fields, ticket, draft(fields, answers)));
            default -> Optional.empty();
        };
    }

    private ResponseEntity<byte[]> keep(Sheet sheet, Posted.Fields fields, Map<String, String> draft) {
        var ticket = ticket(fields.one(FIELD));
        try {
            return show(sheet, fields, places.keep(ticket, sheet.page().language(), draft), draft);
        } catch (Refusal refusal) {
            if (refusal.code().equals("busy")) {
                draft.put(FIELD, places.write(ticket));
                return sheets.show(HttpStatus.SERVICE_UNAVAILABLE, "busy", new BackPage(sheet, draft));
            }
            throw refusal;
        }
    }

    private ResponseEntity<byte[]> show(Sheet sheet, Posted.Fields fields, Ticket ticket, Map<String, String> draft) {
        var code = ticket.code().orElseThrow();
        var end = Ending.of(fields);
        var carried = new TreeMap<>(draft);
        end.ifPresent(ending -> carried.putAll(ending.fields()));
        carried.put(FIELD, places.write(ticket));
        var typed = fields.one("step").equals("try") ? fields.one("typed") : "";
        var tried = typed.isEmpty() ? "" : disguises.read(typed).equals(Optional.of(code)) ? "right" : "other";
        return sheets.show("code", page(sheet, look(fields), code, carried, end, tried));
    }

    /** The words of a code, for the page of a helper. */
    List<String> words(Sheet sheet, ReceiptCode code) {
        return disguises.show(code, Disguise.WORDS, sheet.page().language());
    }

    /** The code of what was just sent. */
    ResponseEntity<byte[]> sent(Sheet sheet, Ticket ticket, ReceiptCode code, Ending ending) {
        var carried = new TreeMap<>(ending.fields());
        carried.put(FIELD, places.write(new Ticket(ticket.since(), Optional.of(code))));
        return sheets.show("code", page(sheet, Disguise.WORDS, code, carried, Optional.of(ending), ""));
    }

    /** The way back into the path for a code whose place is kept. */
    ResponseEntity<byte[]> back(Sheet sheet, Found.Kept kept) {
        var carried = new TreeMap<>(kept.answers());
        carried.put(FIELD, places.write(new Ticket(places.begin().since(), Optional.of(kept.code()))));
        return sheets.show("kept", new BackPage(sheet, carried));
    }

    private CodePage page(
            Sheet sheet,
            Disguise look,
            ReceiptCode code,
            Map<String, String> carried,
            Optional<Ending> end,
            String tried) {
        var withLook = new TreeMap<>(carried);
        withLook.put("look", look.name());
        var days = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(sheet.page().language().locale());
        return new CodePage(
                sheet,
                look.name(),
                disguises.show(code, look, sheet.page().language()),
                looks(sheet, look),
                withLook,
                end.map(ending -> new CodePage.End(
                        ending.child(),
                        TalkPages.urgent(sheet, ending.first()),
                        intake.promise(sheet),
                        ending.device())),
                places.lastDay().format(days),
                tried);
    }

    private static List<Choice> looks(Sheet sheet, Disguise shown) {
        return Arrays.stream(Disguise.values())
                .filter(look -> look != shown)
                .map(look -> new Choice(look.name(), sheet.t("frontdoor.look." + look), ""))
                .toList();
    }

    /** The look that was asked for: by a button, which comes after the look of the page before. */
    private static Disguise look(Posted.Fields fields) {
        var asked = fields.all("look").isEmpty() ? "" : fields.all("look").getLast();
        return Arrays.stream(Disguise.values())
                .filter(look -> look.name().equals(asked))
                .findFirst()
                .orElse(Disguise.WORDS);
    }

    /** What the page after sending says besides the code; in the hands of the one who sent, so it is only ever shown. */
    record Ending(boolean child, String first, boolean device) {
        private static Optional<Ending> of(Posted.Fields fields) {
            var first = fields.one("first");
            return switch (fields.one("end")) {
                case "child" ->
                    Optional.of(
                            new Ending(true, known(first), fields.one("device").equals("yes")));
                case "other" -> Optional.of(new Ending(false, "", false));
                default -> Optional.empty();
            };
        }

        private static String known(String first) {
            return List.of("DANGER", "HURT", "TALK").contains(first) ? first : "";
        }

        private Map<String, String> fields() {
            return Map.of("end", child ? "child" : "other", "first", first, "device", device ? "yes" : "no");
        }
    }
}
