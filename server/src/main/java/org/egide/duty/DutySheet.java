package org.egide.duty;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egide.duty.view.AlarmLine;
import org.egide.duty.view.CallLine;
import org.egide.duty.view.DayLine;
import org.egide.duty.view.DutyPage;
import org.egide.duty.view.PersonLine;
import org.egide.duty.view.SlotLine;
import org.egide.duty.view.WaitingLine;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.DeskPages;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** Gathers what the page of duty shows to a person. */
@Component
final class DutySheet {
    static final Duration MEASURED = Duration.ofDays(28);
    private static final Duration SHOWN = Duration.ofDays(2);
    private static final int MOST_WAITING = 50;

    private final AlarmStore alarms;
    private final PageStore calls;
    private final Receptions receptions;
    private final FirstAnswers answers;
    private final Stood stood;
    private final Plans plans;
    private final Roster roster;
    private final Reports reports;
    private final People people;
    private final Desks desks;
    private final Sentences sentences;
    private final Messages messages;
    private final Clock clock;

    DutySheet(
            AlarmStore alarms,
            PageStore calls,
            Receptions receptions,
            FirstAnswers answers,
            Stood stood,
            Plans plans,
            Roster roster,
            Reports reports,
            People people,
            Desks desks,
            Sentences sentences,
            Messages messages,
            Clock clock) {
        this.alarms = alarms;
        this.calls = calls;
        this.receptions = receptions;
        this.answers = answers;
        this.stood = stood;
        this.plans = plans;
        this.roster = roster;
        this.reports = reports;
        this.people = people;
        this.desks = desks;
        this.sentences = sentences;
        this.messages = messages;
        this.clock = clock;
    }

    DutyPage of(Person viewer, Language language) {
        var now = clock.instant();
        var desk = shown(viewer);
        var plan = plans.of(desk);
        var edits = desk.equals(viewer.desk().id()) && (viewer.is(Role.SUPERVISOR) || viewer.is(Role.ADMINISTRATOR));
        var opens = desk.equals(viewer.desk().id()) && Alarms.mayAnswer(viewer);
        var standing = receptions.of(desk, viewer);
        var whose = viewer.is(Role.OVERSEER) ? Optional.<DeskId>empty() : Optional.of(desk);
        var names = names(desk);
        return new DutyPage(
                sentences.standing(language, standing, desk),
                sentences.availability(language, stood.open(desk, now.minus(MEASURED), now)),
                answers.took(desk, now.minus(MEASURED), viewer)
                        .map(took -> sentences.took(language, took))
                        .orElse(""),
                edits,
                opens,
                alarms.open(viewer, whose).stream()
                        .map(alarm -> line(alarm, viewer, names, language))
                        .toList(),
                alarms.owned(viewer, whose, now.minus(SHOWN)).stream()
                        .map(alarm -> line(alarm, viewer, names, language))
                        .toList(),
                opens ? waiting(viewer) : List.of(),
                slots(desk, plan, names, language, now),
                edits ? people(desk) : List.of(),
                week(plan.hours().week(), language),
                holidays(desk, now),
                plan.hours().zone().getId(),
                plan.capacity().map(String::valueOf).orElse(""),
                plan.presence().name());
    }

    /** A desk that receives reports or contacts shows itself; anybody else sees the receiving one. */
    private DeskId shown(Person viewer) {
        var own = viewer.desk();
        return own.kind() == DeskKind.HOTLINE || own.kind() == DeskKind.HELPLINE
                ? own.id()
                : desks.ofKind(DeskKind.HOTLINE).stream()
                        .findFirst()
                        .orElse(own)
                        .id();
    }

    private Map<PersonId, String> names(DeskId desk) {
        var names = new HashMap<PersonId, String>();
        Stream.concat(people.ofDesk(desk).stream(), people.with(Role.OVERSEER).stream())
                .forEach(person -> names.put(person.id(), person.name()));
        return names;
    }

    private AlarmLine line(Alarm alarm, Person viewer, Map<PersonId, String> names, Language language) {
        var label = switch (alarm.about()) {
            case REPORT -> reports.summary(new ReportId(alarm.subject())).reference();
            case CONTACT -> alarm.subject().toString().substring(0, 8);
            case DESK -> "";
        };
        var may = alarm.about() == Alarm.About.REPORT
                && alarm.desk().equals(viewer.desk().id())
                && (viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR));
        return new AlarmLine(
                alarm.id().toString(),
                alarm.cause().name(),
                alarm.cause() == Cause.DANGER,
                label,
                may ? "/desk/reports/" + alarm.subject() : "",
                DeskPages.minute(alarm.raised()),
                Duration.between(alarm.raised(), alarm.owned().orElse(clock.instant()))
                        .toMinutes(),
                alarm.rung().map(Rung::name).orElse(""),
                alarm.owner()
                        .map(owner -> names.getOrDefault(owner, messages.text(language, "duty.someone")))
                        .orElse(""),
                alarm.owned().map(DeskPages::minute).orElse(""),
                calls.of(alarm.id()).stream().map(call -> call(call, names)).toList(),
                alarm.owner().isEmpty() && Alarms.mayTake(viewer, alarm));
    }

    private static CallLine call(Page call, Map<PersonId, String> names) {
        return new CallLine(
                DeskPages.second(call.sent().orElse(call.made())),
                call.person().map(person -> names.getOrDefault(person, "")).orElse(""),
                call.channel().name(),
                call.state().name(),
                call.lastError());
    }

    private List<WaitingLine> waiting(Person viewer) {
        return answers.waiting(viewer, MOST_WAITING).stream()
                .map(one -> new WaitingLine(
                        one.report().toString(),
                        reports.summary(one.report()).reference(),
                        one.danger(),
                        one.waits(),
                        DeskPages.minute(one.accepted()),
                        DeskPages.minute(one.promised())))
                .toList();
    }

    private List<SlotLine> slots(DeskId desk, Plan plan, Map<PersonId, String> names, Language language, Instant now) {
        var slots = roster.of(desk);
        var reach = roster.reach(slots.stream().map(Slot::person).toList());
        return slots.stream()
                .map(slot -> new SlotLine(
                        slot.id().toString(),
                        names.getOrDefault(slot.person(), ""),
                        slot.rung().name(),
                        hours(slot.week(), language.locale()),
                        Stream.of(slot.firstDay(), slot.lastDay())
                                .map(day -> day.map(LocalDate::toString).orElse("…"))
                                .collect(Collectors.joining(" – ")),
                        slot.covers(now, plan.hours().zone()),
                        reach.containsKey(slot.person())))
                .toList();
    }

    private String hours(Week week, Locale locale) {
        var all = Arrays.stream(DayOfWeek.values()).map(week::textOf).distinct().toList();
        return all.size() == 1
                ? all.getFirst()
                : Arrays.stream(DayOfWeek.values())
                        .filter(day -> !week.of(day).isEmpty())
                        .map(day -> day.getDisplayName(TextStyle.SHORT, locale) + " " + week.textOf(day))
                        .collect(Collectors.joining("; "));
    }

    private List<PersonLine> people(DeskId desk) {
        var all = Stream.concat(people.ofDesk(desk).stream(), people.with(Role.OVERSEER).stream())
                .distinct()
                .toList();
        var reach = roster.reach(all.stream().map(Person::id).toList());
        return all.stream()
                .map(person -> new PersonLine(
                        person.id().toString(),
                        person.name(),
                        reach.getOrDefault(person.id(), ""),
                        person.desk().id().equals(desk)))
                .toList();
    }

    private static List<DayLine> week(Week week, Language language) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new DayLine(
                        String.valueOf(day.getValue()),
                        day.getDisplayName(TextStyle.FULL_STANDALONE, language.locale()),
                        week.textOf(day)))
                .toList();
    }

    private List<DayLine> holidays(DeskId desk, Instant now) {
        var yesterday =
                now.minus(Duration.ofDays(1)).atZone(java.time.ZoneOffset.UTC).toLocalDate();
        return plans.holidays(desk).entrySet().stream()
                .filter(holiday -> !holiday.getKey().isBefore(yesterday))
                .map(holiday -> new DayLine(holiday.getKey().toString(), holiday.getValue(), ""))
                .toList();
    }
}
