package org.egide.dialogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egide.dialogue.view.TalkPanel;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.report.Subject;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** Whether the reporter wrote back, what they chose, and the forms to read, answer and depart, on the page of a report. */
@Component
final class DialoguePanel implements ReportPanel {
    private final Conversations conversations;
    private final Choices choices;
    private final Departures departures;
    private final Tellings tellings;
    private final Objections objections;
    private final Readers readers;
    private final Doorkeeper doorkeeper;
    private final Pages pages;
    private final Clock clock;

    DialoguePanel(
            Conversations conversations,
            Choices choices,
            Departures departures,
            Tellings tellings,
            Objections objections,
            Readers readers,
            Doorkeeper doorkeeper,
            Pages pages,
            Clock clock) {
        this.conversations = conversations;
        this.choices = choices;
        this.departures = departures;
        this.tellings = tellings;
        this.objections = objections;
        this.readers = readers;
        this.doorkeeper = doorkeeper;
        this.pages = pages;
        this.clock = clock;
    }

    /** After the queue, before the assessment: who handles a report sees first what its reporter wants. */
    @Override
    public int order() {
        return 8;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var subject = Subject.of(report.id());
        if (!doorkeeper.allows(viewer, subject)) {
            return Optional.empty();
        }
        var current = choices.current(subject);
        var view = new TalkPanel(
                "/desk/reports/" + report.id() + "/dialogue",
                marks(page, viewer, subject, current),
                rows(page, List.copyOf(current.values())),
                rows(page, choices.history(subject)),
                passedOn(page, viewer, subject),
                Arrays.stream(Receiver.values())
                        .map(receiver -> new TalkPanel.Pick(receiver.name(), page.t("dialogue.receiver." + receiver)))
                        .toList(),
                Arrays.stream(Tellings.What.values())
                        .map(what -> new TalkPanel.Pick(what.name(), page.t("dialogue.what." + what)))
                        .toList(),
                holds(current, Topic.REACH, "LEFT"),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        return Optional.of(pages.render("dialogue/panel.jte", Map.of("page", page, "view", view)));
    }

    /** Departures, and who was told what. */
    private List<String> passedOn(DeskPage page, Person viewer, Subject subject) {
        var lines = new ArrayList<String>();
        departures
                .entries(viewer, subject)
                .forEach(entry -> lines.add(entry.day() + " "
                        + page.t("dialogue.receiver." + entry.receiver()) + ": "
                        + page.t("dialogue.panel.departed", entry.toldFrom().toString())));
        tellings.forStaff(viewer, subject)
                .forEach(telling -> lines.add(telling.day() + " "
                        + page.t(
                                "dialogue.told",
                                page.t("dialogue.receiver." + telling.receiver()),
                                telling.what().stream()
                                        .sorted()
                                        .map(what -> page.t("dialogue.what." + what))
                                        .collect(Collectors.joining(" · ")))));
        return lines;
    }

    private List<String> marks(DeskPage page, Person viewer, Subject subject, Map<Topic, Chosen> current) {
        var marks = new ArrayList<String>();
        if (holds(current, Topic.WORK, "STOP")) {
            marks.add(page.t("dialogue.panel.stopped", day(current, Topic.WORK)));
        }
        var unread = conversations.unreadByStaff(subject);
        if (unread > 0) {
            marks.add(page.t("dialogue.panel.wrote", unread));
        }
        if (objections.disagreed(subject)) {
            marks.add(page.t("dialogue.panel.disagreed"));
        }
        marks.add(page.t("dialogue.panel.length", conversations.length(subject)));
        var seen = conversations.seenByReporter(viewer, subject);
        marks.add(
                seen.isPresent()
                        ? page.t("dialogue.panel.seen", seen.getAsLong())
                        : page.t("dialogue.panel.seen.hidden"));
        marks.add(page.t("dialogue.panel.words.rule", readers.of(subject).band().folder()));
        return marks;
    }

    private static String day(Map<Topic, Chosen> current, Topic topic) {
        return Optional.ofNullable(current.get(topic))
                .map(entry -> entry.day().toString())
                .orElse("");
    }

    private static boolean holds(Map<Topic, Chosen> current, Topic topic, String answer) {
        return Optional.ofNullable(current.get(topic))
                .filter(entry -> entry.answer().equals(answer))
                .isPresent();
    }

    private static List<TalkPanel.Row> rows(DeskPage page, List<Chosen> entries) {
        return entries.stream()
                .map(entry -> new TalkPanel.Row(
                        entry.day().toString(),
                        page.t("dialogue.topic." + entry.topic()),
                        page.t(entry.topic().titleOf(entry.answer()))))
                .toList();
    }
}
