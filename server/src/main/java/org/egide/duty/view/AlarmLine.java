package org.egide.duty.view;

import java.util.List;

/**
 * An alarm as the desk sees it. {@code link} is empty where the viewer may not open what it is about; {@code owner} is empty while
 * nobody answers for it.
 */
public record AlarmLine(
        String id,
        String cause,
        boolean danger,
        String label,
        String link,
        String raised,
        long minutes,
        String rung,
        String owner,
        String owned,
        List<CallLine> calls,
        boolean mayTake) {
    public AlarmLine {
        calls = List.copyOf(calls);
    }
}
