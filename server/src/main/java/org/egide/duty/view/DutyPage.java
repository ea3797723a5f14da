package org.egide.duty.view;

import java.util.List;

/**
 * Everything on the page of duty. {@code standing} says in a sentence how the desk stands; {@code open} is the share of the last 28 days in
 * which it was open, as a text, or empty; {@code answers} what first answers took. {@code edits} opens the forms.
 */
public record DutyPage(
        String standing,
        String open,
        String answers,
        boolean edits,
        boolean opens,
        List<AlarmLine> alarms,
        List<AlarmLine> taken,
        List<WaitingLine> waiting,
        List<SlotLine> slots,
        List<PersonLine> people,
        List<DayLine> week,
        List<DayLine> holidays,
        String zone,
        String capacity,
        String presence) {
    public DutyPage {
        alarms = List.copyOf(alarms);
        taken = List.copyOf(taken);
        waiting = List.copyOf(waiting);
        slots = List.copyOf(slots);
        people = List.copyOf(people);
        week = List.copyOf(week);
        holidays = List.copyOf(holidays);
    }
}
