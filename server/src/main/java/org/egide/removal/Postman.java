package org.egide.removal;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import org.egide.platform.Refusal;
import org.egide.platform.jobs.Routine;
import org.egide.platform.mail.MailServer;
import org.springframework.stereotype.Component;

/**
 * Sends what is due from the outbox, outside any transaction. A notice that the mail server acknowledged is marked and never sent
 * again; if this process dies between the two, it goes once more under the same Message-ID, which is the lesser evil. A mail server
 * that is down loses nothing: the notice waits, longer after each attempt, with the code of what went wrong.
 */
@Component
final class Postman implements Routine {
    private static final int AT_ONCE = 50;
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Outbox outbox;
    private final CopyStore copies;
    private final LetterWriter letters;
    private final PostOffice office;
    private final Removal removal;
    private final Clock clock;

    Postman(Outbox outbox, CopyStore copies, LetterWriter letters, PostOffice office, Removal removal, Clock clock) {
        this.outbox = outbox;
        this.copies = copies;
        this.letters = letters;
        this.office = office;
        this.removal = removal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "removal-notices";
    }

    @Override
    public int work() {
        if (!office.isOpen()) {
            return 0;
        }
        var due = outbox.take(clock.instant(), AT_ONCE);
        due.forEach(this::deliver);
        return due.size();
    }

    private void deliver(Notice notice) {
        try {
            var copy = copies.find(notice.copy()).orElseThrow();
            office.send(letters.write(notice, copy));
        } catch (LetterWriter.Unfit e) {
            putOff(notice, "xarf-unfit");
            return;
        } catch (Refusal e) {
            putOff(notice, e.code());
            return;
        } catch (MessagingException e) {
            putOff(notice, MailServer.code(e));
            return;
        }
        removal.noticeSent(notice);
    }

    private void putOff(Notice notice, String error) {
        var minutes = 1L << Math.min(notice.attempts() - 1, 10);
        var wait = Duration.ofMinutes(minutes);
        outbox.putOff(notice, error, clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }
}
