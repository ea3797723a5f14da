package org.egide.removal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.egide.platform.Language;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Writes the mail to a host: what is asked, the exact address, why and by which law, by when, how to answer and to object (DSA 16),
 * in the host's language, and the same as XARF 4. It says nothing about who reported.
 */
@Component
final class LetterWriter {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final CopyStore copies;
    private final Findings findings;
    private final Messages messages;
    private final Settings settings;
    private final Clock clock;

    LetterWriter(CopyStore copies, Findings findings, Messages messages, Settings settings, Clock clock) {
        this.copies = copies;
        this.findings = findings;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /** Thrown when the machine-readable half would break its form: nothing is sent, a person sees the code. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String faults) {
            super(faults);
        }
    }

    Letter write(Notice notice, Copy copy) {
        var now = clock.instant();
        var location = Location.of(copies.address(copy));
        var sender = settings.text(Setting.MAIL_FROM);
        return new Letter(
                "<" + notice.id() + "@" + sender.substring(sender.lastIndexOf('@') + 1) + ">",
                sender,
                notice.recipient(),
                text(notice, "subject", copy, location, now),
                notice.language().code(),
                text(notice, "body", copy, location, now),
                location.web().map(web -> xarf(notice, copy, location, now)));
    }

    private String text(Notice notice, String part, Copy copy, Location location, Instant now) {
        var kind = notice.kind().name().toLowerCase(Locale.ROOT);
        return messages.text(
                notice.language(),
                "removal.mail." + kind + "." + part,
                copy.reference(),
                location.told(),
                settings.text(Setting.NODE_NAME),
                basis(notice.language(), copy.profile()),
                MINUTE.format(now.plus(settings.hours(Setting.REMINDER_HOURS))),
                settings.text(Setting.CONTACT),
                MINUTE.format(copy.times().begun()));
    }

    private String basis(Language language, String profile) {
        return messages.text(language, "removal.mail.basis", profile);
    }

    private byte[] xarf(Notice notice, Copy copy, Location location, Instant now) {
        var report = XarfReport.of(
                notice.id(),
                now,
                settings.text(Setting.NODE_NAME),
                settings.text(Setting.CONTACT),
                location.web().orElseThrow(),
                location.host(),
                findings.of(copy),
                copies.looks(copy));
        var faults = report.faults();
        if (!faults.isEmpty()) {
            throw new Unfit(String.join(", ", faults));
        }
        return report.bytes();
    }
}
