package org.egide.frontdoor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.egide.report.NewReport;
import org.springframework.stereotype.Component;

/** What speaks for a machine-made form. It marks what is kept of the form; nothing is refused for it. */
@Component
final class Signals {
    /** Nobody fills in a form faster. */
    private static final Duration SOONEST = Duration.ofSeconds(3);

    private final Clock clock;

    Signals(Clock clock) {
        this.clock = clock;
    }

    /** What the form carries so that the time can be told. */
    String shown() {
        return Long.toString(clock.instant().getEpochSecond());
    }

    /** The form as it came in, with its marks. */
    NewReport.Raw raw(Posted.Fields fields) {
        var signals = new ArrayList<String>();
        if (!fields.one("website").isBlank()) {
            signals.add("hidden-field");
        }
        var shown = fields.one("shown");
        if (shown.matches("\\d{1,12}")
                && clock.instant()
                        .isBefore(Instant.ofEpochSecond(Long.parseLong(shown)).plus(SOONEST))) {
            signals.add("too-fast");
        }
        return new NewReport.Raw(
                fields.bytes(),
                signals.isEmpty() ? Posted.MEDIA_TYPE : Posted.MEDIA_TYPE + ";signals=" + String.join("+", signals));
    }
}
