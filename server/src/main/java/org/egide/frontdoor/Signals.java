package org.egide.frontdoor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.egide.report.KeptPlaces;
import org.egide.report.NewReport;
import org.springframework.stereotype.Component;

/**
 * What speaks for a machine: the field that people cannot see is filled in, it was sent faster than anybody reads, or by somebody who
 * never opened the page. Signals put what was sent into a lane of its own; they never refuse (R7).
 */
@Component
final class Signals {
    /** Nobody reads and fills in a form or a path faster. */
    static final Duration SOONEST = Duration.ofSeconds(3);

    private final KeptPlaces places;
    private final Clock clock;

    Signals(KeptPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /** The signals of a form whose ticket stands in the field of that name. */
    List<String> of(Posted.Fields fields, String ticketField) {
        var signals = new ArrayList<String>();
        if (!fields.one("website").isBlank()) {
            signals.add("hidden-field");
        }
        var ticket = places.read(fields.one(ticketField));
        if (ticket.isEmpty()) {
            signals.add("no-page");
        } else if (clock.instant().isBefore(ticket.get().since().plus(SOONEST))) {
            signals.add("too-fast");
        }
        return signals;
    }

    /** The form as it came in, without the ticket, with its marks. */
    static NewReport.Raw raw(Posted.Fields fields, List<String> signals) {
        return new NewReport.Raw(fields.bytesWithout(CodePages.FIELD), mediaType(signals));
    }

    /** What the raw bytes are called, with the signals as a parameter. */
    private static String mediaType(List<String> signals) {
        return signals.isEmpty() ? Posted.MEDIA_TYPE : Posted.MEDIA_TYPE + ";signals=" + String.join("+", signals);
    }
}
