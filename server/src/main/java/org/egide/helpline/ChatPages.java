package org.egide.helpline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Line;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.helpline.view.ChatAsk;
import org.egide.helpline.view.ChatCountries;
import org.egide.helpline.view.ChatRoom;
import org.egide.platform.Language;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.web.Page;
import org.egide.platform.web.Pages;
import org.egide.report.IssuedCode;
import org.egide.report.Return;
import org.egide.report.ReturnPasses;
import org.egide.report.Subject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts the chat into the child's words and age. */
@Component
final class ChatPages {
    private static final String PATH = "/chat";
    private static final int CALM_LINES = 4;

    private final Pages pages;
    private final Settings settings;
    private final Helplines helplines;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Handovers handovers;
    private final Listening listening;
    private final ReturnPasses passes;
    private final Wait wait;
    private final Clock clock;

    ChatPages(
            Pages pages,
            Settings settings,
            Helplines helplines,
            Contacts contacts,
            Conversations conversations,
            Handovers handovers,
            Listening listening,
            ReturnPasses passes,
            Wait wait,
            Clock clock) {
        this.pages = pages;
        this.settings = settings;
        this.helplines = helplines;
        this.contacts = contacts;
        this.conversations = conversations;
        this.handovers = handovers;
        this.listening = listening;
        this.passes = passes;
        this.wait = wait;
        this.clock = clock;
    }

    ResponseEntity<byte[]> countries(Language language, List<Helplines.Open> lines) {
        var page = pages.page(language, PATH);
        var entries = lines.stream()
                .map(open -> new ChatCountries.Entry(
                        page.to(PATH + "/" + open.line().id()),
                        Locale.of("", open.line().country()).getDisplayCountry(language.locale()),
                        open.line().name(language),
                        open.line().freeNumber(),
                        open.line().open(clock.instant())))
                .sorted(Comparator.comparing(ChatCountries.Entry::country).thenComparing(ChatCountries.Entry::name))
                .toList();
        return pages.show(
                lines.isEmpty() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK,
                "helpline/countries.jte",
                Map.of("view", new ChatCountries(page, page.t("frontdoor.neutral"), emergency(), helpline(), entries)));
    }

    ResponseEntity<byte[]> about(Language language, Helpline line) {
        var page = pages.page(language, PATH);
        var choices = Arrays.stream(About.values())
                .map(about -> new ChatAsk.Choice(about.name(), page.t("helpline.about." + about)))
                .toList();
        var open = line.open(clock.instant());
        return ask(new ChatAsk(
                page,
                page.t("frontdoor.neutral"),
                line.emergencyNumber(),
                line.freeNumber(),
                line.id(),
                "",
                "",
                open ? line.welcome(language).orElseGet(() -> page.t("helpline.welcome")) : page.t("helpline.closed"),
                List.of(),
                page.t("helpline.about"),
                "about",
                choices,
                true));
    }

    ResponseEntity<byte[]> age(Language language, Helpline line, About about) {
        var page = pages.page(language, PATH);
        var choices = Arrays.stream(AgeGroup.values())
                .filter(age -> age != AgeGroup.A0_3 && age != AgeGroup.UNKNOWN)
                .map(age -> new ChatAsk.Choice(age.name(), page.t("helpline.age." + age)))
                .toList();
        return ask(new ChatAsk(
                page,
                page.t("frontdoor.neutral"),
                line.emergencyNumber(),
                line.freeNumber(),
                line.id(),
                about.name(),
                ContactId.random().toString(),
                "",
                about.extortion() ? calm(page) : List.of(),
                page.t("helpline.age"),
                "age",
                choices,
                false));
    }

    private static List<String> calm(Page page) {
        return IntStream.rangeClosed(1, CALM_LINES)
                .mapToObj(line -> page.t("frontdoor.calm." + line))
                .toList();
    }

    private ResponseEntity<byte[]> ask(ChatAsk view) {
        return pages.show("helpline/ask.jte", Map.of("view", view));
    }

    /** The page of a page sent twice: the contact is there, its code was shown. */
    ResponseEntity<byte[]> again(Language language) {
        return code(language, "frontdoor.again.code");
    }

    ResponseEntity<byte[]> code(Language language, boolean wrong) {
        return code(language, wrong ? "helpline.code.wrong" : "");
    }

    private ResponseEntity<byte[]> code(Language language, String problem) {
        var page = pages.page(language, PATH);
        return pages.show(
                "helpline/code.jte",
                Map.of(
                        "page",
                        page,
                        "emergency",
                        emergency(),
                        "helpline",
                        helpline(),
                        "problem",
                        problem.isEmpty() ? "" : page.t(problem)));
    }

    ResponseEntity<byte[]> room(
            Language language, Contact contact, Return back, IssuedCode code, String problem, String words) {
        return show(HttpStatus.OK, "helpline/room.jte", view(language, contact, back, code.words(), problem, words));
    }

    ResponseEntity<byte[]> room(Language language, Contact contact, Return back, String words) {
        return show(HttpStatus.OK, "helpline/room.jte", view(language, contact, back, "", "", words));
    }

    ResponseEntity<byte[]> room(HttpStatus status, Language language, Contact contact, Return back, String words) {
        var problem = pages.page(language, PATH).t("frontdoor.last.long", Said.LONGEST);
        return show(status, "helpline/room.jte", view(language, contact, back, "", problem, words));
    }

    /** Only what changes while she waits, for the script. */
    ResponseEntity<byte[]> live(Language language, Contact contact, Return back) {
        return show(HttpStatus.OK, "helpline/live.jte", view(language, contact, back, "", "", ""));
    }

    private ResponseEntity<byte[]> show(HttpStatus status, String template, ChatRoom view) {
        return pages.show(status, template, Map.of("view", view));
    }

    private ChatRoom view(Language language, Contact contact, Return back, String code, String problem, String words) {
        var page = pages.page(language, PATH).in(contact.age().band());
        var line = helplines.of(contact);
        var passedOn = handovers.of(contact.id());
        return new ChatRoom(
                page,
                page.t("frontdoor.neutral"),
                line.emergencyNumber(),
                line.freeNumber(),
                code.isEmpty() ? List.of() : List.of(code.strip().split("\\s+")),
                contact.extortion() ? calm(page) : List.of(),
                state(page, contact, line),
                along(page, contact),
                said(page, back, passedOn),
                asks(page, language, line, back, passedOn),
                passedOn(page, language, line, passedOn),
                contact.danger(),
                !contact.live(),
                passes.write(back),
                Once.fresh().toString(),
                contact.version(),
                problem,
                words);
    }

    private String along(Page page, Contact contact) {
        return switch (listening.of(contact.id())) {
            case NOBODY -> "";
            case NOW -> page.t("helpline.along.now");
            case BEFORE -> page.t("helpline.along.before");
        };
    }

    private String state(Page page, Contact contact, Helpline line) {
        return switch (contact.state()) {
            case TALKING -> page.t("helpline.state.TALKING.child");
            case CLOSED -> page.t("helpline.state.CLOSED.child");
            case ABANDONED -> page.t("helpline.state.ABANDONED.child");
            case WAITING -> waiting(page, contact, line);
        };
    }

    private String waiting(Page page, Contact contact, Helpline line) {
        return switch (wait.of(contact, contacts.before(contact))) {
            case Wait.Told.Soon soon -> page.t("helpline.wait.soon");
            case Wait.Told.Minutes(int minutes) -> page.t("helpline.wait.minutes", minutes);
            case Wait.Told.Unknown(int before) -> page.t("helpline.wait.unknown", before);
            case Wait.Told.Nobody nobody -> page.t("helpline.wait.nobody", line.freeNumber());
        };
    }

    /** What was said to and by the helpline, then to and by those to whom she was passed on: one code opens both. */
    private List<ChatRoom.Said> said(Page page, Return back, List<Handover> passedOn) {
        var said = new ArrayList<ChatRoom.Said>();
        conversations.forReporter(back).forEach(one -> said.add(said(page, one)));
        for (var handover : passedOn) {
            handover.report()
                    .map(Subject::of)
                    .ifPresent(subject -> conversations
                            .forReporter(new Return(subject, back.key()))
                            .forEach(one -> said.add(said(page, one))));
        }
        return said;
    }

    private static ChatRoom.Said said(Page page, Line line) {
        var speaker = line.speaker()
                .map(one -> page.t("helpline.speaker." + one))
                .orElseGet(() -> page.t("helpline.speaker.me"));
        return new ChatRoom.Said(line.fromReporter(), speaker, words(page, line.said()));
    }

    static String words(Page page, Said said) {
        return switch (said) {
            case Said.Words(var text) -> text;
            case Said.Phrase(var key) -> tapped(page, "phrase", key);
            case Said.Drawing(var key) -> tapped(page, "drawing", key);
        };
    }

    private static String tapped(Page page, String kind, String key) {
        var sentence = "dialogue." + kind + "." + key;
        return key.equals("danger") ? page.t("helpline.danger.said") : page.has(sentence) ? page.t(sentence) : key;
    }

    private List<ChatRoom.Ask> asks(Page page, Language language, Helpline line, Return back, List<Handover> passedOn) {
        return passedOn.stream()
                .filter(one -> one.state() == Handover.State.ASKED)
                .map(one -> new ChatRoom.Ask(
                        one.id().toString(),
                        page.t("helpline.ask", partner(line, language, one)),
                        handovers.shown(back, one)))
                .toList();
    }

    private static List<String> passedOn(Page page, Language language, Helpline line, List<Handover> passedOn) {
        return passedOn.stream()
                .filter(one -> one.state() == Handover.State.AGREED
                        || one.state() == Handover.State.FORCED
                        || one.state() == Handover.State.SENT)
                .map(one -> one.reason()
                        .filter(reason -> one.heard()
                                .filter(Handover.Heard.DANGER::equals)
                                .isPresent())
                        .map(reason -> page.t("helpline.danger." + reason + ".child", partner(line, language, one)))
                        .orElseGet(() -> page.t("helpline.passed", partner(line, language, one))))
                .toList();
    }

    private static String partner(Helpline line, Language language, Handover handover) {
        return line.partner(handover.partner())
                .map(partner -> partner.name(language))
                .orElse(handover.partner());
    }

    private String emergency() {
        return settings.text(Setting.EMERGENCY_NUMBER);
    }

    private String helpline() {
        return settings.text(Setting.HELPLINE_NUMBER);
    }
}
