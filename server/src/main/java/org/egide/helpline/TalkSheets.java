package org.egide.helpline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.egide.dialogue.Once;
import org.egide.helpline.view.TalkSheet;
import org.egide.helpline.view.TalkSheet.Choice;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Page;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.IssuedCode;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** Puts one contact into the words of its desk page. The words are read, and audited, only for those who may. */
@Component
final class TalkSheets {
    private static final int CALM_LINES = 4;

    /** What a counsellor mostly learns in a talk; a report has the rest. */
    private static final List<FactKind> LEARNED = List.of(
            FactKind.OFFENDER_KNOWN,
            FactKind.OFFENDER_ACCESS,
            FactKind.MEETING,
            FactKind.DEMAND,
            FactKind.IMAGE_SHARED,
            FactKind.ACTOR,
            FactKind.LIVE_NOW,
            FactKind.SELF_HARM,
            FactKind.CHANNEL,
            FactKind.WISH);

    private final Talks talks;
    private final Notes notes;
    private final Handovers handovers;
    private final Askings askings;
    private final Listening listening;
    private final Helplines helplines;
    private final People people;
    private final Messages messages;
    private final Clock clock;

    TalkSheets(
            Talks talks,
            Notes notes,
            Handovers handovers,
            Askings askings,
            Listening listening,
            Helplines helplines,
            People people,
            Messages messages,
            Clock clock) {
        this.talks = talks;
        this.notes = notes;
        this.handovers = handovers;
        this.askings = askings;
        this.listening = listening;
        this.helplines = helplines;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    TalkSheet of(DeskPage page, Person viewer, Contact contact, Optional<IssuedCode> code) {
        var line = helplines.of(contact);
        var mine = contact.state() == ContactState.TALKING && contact.isWith(viewer.id());
        var listens = !mine && listening.listens(viewer, contact.id());
        var reads = mine || listens;
        return new TalkSheet(
                contact.id().toString(),
                contact.id().reference(),
                contact.urgency().ordinal(),
                page.t("helpline.state." + contact.state()),
                page.t("helpline.kind." + contact.kind()),
                contact.language().ownName(),
                contact.language().direction(),
                contact.waiting().orElseGet(clock::instant),
                line.name(page.language()),
                contact.counsellor().flatMap(people::find).map(Person::name).orElse(""),
                mine,
                !mine && !listens && viewer.is(Role.SUPERVISOR),
                listens,
                listening.of(contact.id()) == Listening.Seen.NOW,
                viewer.is(Role.SUPERVISOR),
                contact.kind() == ContactKind.PHONE,
                contact.state() == ContactState.WAITING,
                contact.tellings(),
                contact.extortion(),
                contact.danger(),
                contact.extortion() ? calm(contact) : List.of(),
                reads ? words(page, viewer, contact) : List.of(),
                reads ? notes(viewer, contact) : List.of(),
                facts(page, contact),
                choices(page, "helpline.age.", AgeGroup.values(), List.of(contact.age())),
                regions(page, line, contact),
                choices(page, "helpline.need.", line.headings().toArray(Need[]::new), contact.needs()),
                surrounding(page, contact),
                learned(page),
                line.partners().stream()
                        .map(one -> new Choice(one.id(), one.name(page.language()), false))
                        .toList(),
                choices(page, "form.", Form.values(), List.of(suggested(contact))),
                choices(page, "helpline.danger.", Handover.Reason.values(), List.of()),
                choices(page, "helpline.outcome.", Outcome.values(), List.of()),
                choices(page, "helpline.gap.", Gap.values(), List.of()),
                choices(page, "helpline.again.", Askings.Reason.values(), List.of()),
                askings.open(contact.id()).stream()
                        .map(one -> new TalkSheet.Wish(one.id(), page.t("helpline.again." + one.reason())))
                        .toList(),
                passing(page, line, contact),
                code.map(one -> List.of(one.words().strip().split("\\s+"))).orElse(List.of()),
                Once.fresh().toString());
    }

    private static Form suggested(Contact contact) {
        return contact.extortion() ? Form.SEXUAL_EXTORTION : Form.WORRY;
    }

    /** What to tell her first, in her own language, so that it can be read out or copied. */
    private List<String> calm(Contact contact) {
        var hers = new Page(contact.language(), contact.age().band(), "", messages);
        return IntStream.rangeClosed(1, CALM_LINES)
                .mapToObj(number -> hers.t("frontdoor.calm." + number))
                .toList();
    }

    private List<TalkSheet.Said> words(DeskPage page, Person viewer, Contact contact) {
        var plain = new Page(page.language(), "", messages);
        return talks.read(viewer, contact.id()).stream()
                .map(one -> new TalkSheet.Said(
                        one.fromReporter(),
                        one.speaker()
                                .map(speaker -> page.t("helpline.speaker." + speaker))
                                .orElseGet(() -> page.t("helpline.speaker.child")),
                        one.day().toString(),
                        ChatPages.words(plain, one.said())))
                .toList();
    }

    private List<TalkSheet.Note> notes(Person viewer, Contact contact) {
        return notes.read(viewer, contact.id()).stream()
                .map(note -> new TalkSheet.Note(note.day().toString(), note.words()))
                .toList();
    }

    private Map<String, String> facts(DeskPage page, Contact contact) {
        var facts = new TreeMap<String, String>();
        talks.facts(contact.id())
                .forEach(known -> facts.merge(
                        page.t("fact." + known.kind()),
                        value(page, known.kind(), known.value()),
                        (a, b) -> a + ", " + b));
        return facts;
    }

    private static String value(DeskPage page, FactKind kind, String value) {
        return page.t(FactKind.UNKNOWN.equals(value) ? "helpline.unknown" : "fact." + kind + "." + value);
    }

    private static List<Choice> learned(DeskPage page) {
        var choices = new ArrayList<Choice>();
        for (var kind : LEARNED) {
            for (var value : kind.choices()) {
                choices.add(new Choice(
                        kind + "." + value, page.t("fact." + kind) + ": " + value(page, kind, value), false));
            }
        }
        return choices;
    }

    private static List<Choice> regions(DeskPage page, Helpline line, Contact contact) {
        var regions = new ArrayList<Choice>();
        regions.add(new Choice(
                "", page.t("helpline.region.unknown"), contact.region().isEmpty()));
        line.regions()
                .forEach((id, names) -> regions.add(
                        new Choice(id, Helpline.said(names, page.language()).orElse(id), id.equals(contact.region()))));
        return regions;
    }

    private List<TalkSheet.Aid> surrounding(DeskPage page, Contact contact) {
        var noticed = notes.surrounding(contact.id());
        return Arrays.stream(Context.values())
                .map(one -> new TalkSheet.Aid(
                        one.name(),
                        page.t("helpline.context." + one),
                        page.t("helpline.context." + one + ".aid"),
                        noticed.contains(one)))
                .toList();
    }

    private List<TalkSheet.Passing> passing(DeskPage page, Helpline line, Contact contact) {
        return handovers.of(contact.id()).stream()
                .map(one -> new TalkSheet.Passing(
                        one.id().toString(),
                        line.partner(one.partner())
                                .map(partner -> partner.name(page.language()))
                                .orElse(one.partner()),
                        page.t("helpline.handover." + one.state()),
                        one.report().map(report -> report.reference()).orElse(""),
                        one.state() == Handover.State.ASKED,
                        one.state() == Handover.State.REFUSED,
                        one.state() == Handover.State.FORCING,
                        one.kind() == Partner.Kind.CARE))
                .toList();
    }

    private static <T extends Enum<T>> List<Choice> choices(
            DeskPage page, String prefix, T[] values, java.util.Collection<T> chosen) {
        return Arrays.stream(values)
                .map(value -> new Choice(value.name(), page.t(prefix + value.name()), chosen.contains(value)))
                .toList();
    }
}
