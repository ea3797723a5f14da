package org.egide.duty;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.TimeZone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** Says how a desk stands, in the words of the desk. */
@Component
final class Sentences {
    private static final int NAMED = 6;

    private final Messages messages;
    private final Plans plans;

    Sentences(Messages messages, Plans plans) {
        this.messages = messages;
        this.plans = plans;
    }

    /** Open, closed or full; who is there; what waits; when it closes or opens. */
    String standing(Language language, Standing standing, DeskId desk) {
        var zone = plans.of(desk).hours().zone();
        var state = switch (standing.reception()) {
            case Reception.Open open ->
                standing.closes()
                        .map(at -> messages.text(language, "duty.stands.open.until", moment(language, at, zone)))
                        .orElseGet(() -> messages.text(language, "duty.stands.open"));
            case Reception.Closed closed ->
                closed.opens()
                        .map(at -> messages.text(language, "duty.stands.closed.until", moment(language, at, zone)))
                        .orElseGet(() -> messages.text(language, "duty.stands.closed"));
            case Reception.Full full -> messages.text(language, "duty.stands.full");
        };
        var there = standing.hoursOpen() ? " " + present(language, standing) : "";
        return state + " " + load(language, standing) + there;
    }

    private String load(Language language, Standing standing) {
        return standing.capacity()
                .map(bound -> messages.text(language, "duty.stands.load.of", standing.untouched(), bound))
                .orElseGet(() -> messages.text(language, "duty.stands.load", standing.untouched()));
    }

    private String present(Language language, Standing standing) {
        if (standing.present().isEmpty()) {
            return messages.text(language, "duty.stands.nobody");
        }
        var names = standing.present().stream().limit(NAMED).map(Person::name).collect(Collectors.joining(", "));
        var more = standing.present().size() - NAMED;
        return messages.text(language, "duty.stands.present", more > 0 ? names + " +" + more : names);
    }

    /** Day of the week, day, month and hour in the desk's time zone, as the language says them, in the digits of the telephone. */
    static String moment(Language language, Instant at, ZoneId zone) {
        var locale = new Locale.Builder()
                .setLocale(language.locale())
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
        var format = DateFormat.getInstanceForSkeleton("EEEEMMMMdjm", locale);
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(at));
    }

    String availability(Language language, OptionalDouble share) {
        return share.isEmpty()
                ? messages.text(language, "duty.open.unknown")
                : messages.text(language, "duty.open.share", Math.floor(share.getAsDouble() * 1000) / 10);
    }

    String took(Language language, FirstAnswers.Took took) {
        return messages.text(
                language, "duty.answers.took", took.answered(), length(took.median()), length(took.nine()));
    }

    private static String length(Duration time) {
        return "%d:%02d".formatted(time.toHours(), time.toMinutesPart());
    }
}
