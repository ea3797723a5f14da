package org.egide.duty;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Language;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.platform.fetch.Answered;
import org.egide.platform.fetch.Call;
import org.egide.platform.fetch.GuardedCalls;
import org.egide.platform.jobs.Routine;
import org.egide.platform.mail.Letter;
import org.egide.platform.mail.MailServer;
import org.egide.platform.messages.Messages;
import org.egide.staff.PersonId;
import org.springframework.stereotype.Component;

/**
 * Makes the calls that are due, outside any transaction. What goes out is one fixed text in every language of the house, the same
 * whatever happened, and a link to sign in (S10). A call that fails is tried again every minute, the next rung is called at once, and the
 * desk is told. If this process dies between call and mark, the call is made once more, which is the lesser evil.
 */
@Component
final class Pager implements Routine {
    private static final int TOGETHER = 500;
    private static final int MOST_ATTEMPTS = 15;

    private final PageStore pages;
    private final AlarmStore store;
    private final Alarms alarms;
    private final Roster roster;
    private final MailServer mail;
    private final GuardedCalls calls;
    private final Messages messages;
    private final Settings settings;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Pager(
            PageStore pages,
            AlarmStore store,
            Alarms alarms,
            Roster roster,
            MailServer mail,
            GuardedCalls calls,
            Messages messages,
            Settings settings,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.pages = pages;
        this.store = store;
        this.alarms = alarms;
        this.roster = roster;
        this.mail = mail;
        this.calls = calls;
        this.messages = messages;
        this.settings = settings;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "duty-pager";
    }

    @Override
    public int work() {
        var due = pages.take(clock.instant(), TOGETHER);
        // The text is the same for all alarms, so whoever is called for many at once is called once.
        var calls = due.stream().collect(Collectors.groupingBy(page -> List.of(page.channel(), page.person())));
        // One that is slow must not hold the others: each call has a thread of its own.
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.values().forEach(same -> callers.execute(() -> deliver(same)));
        }
        return due.size();
    }

    private void deliver(List<Page> same) {
        var page = same.getFirst();
        var error = switch (page.channel()) {
            case MAIL -> page.person().map(person -> write(page, person)).orElse("no-address");
            case PAGER -> ring();
        };
        same.forEach(each -> settle(each, error));
    }

    private void settle(Page page, String error) {
        if (error.isEmpty()) {
            transaction.run(() -> {
                pages.sent(page, clock.instant());
                record(page, "duty.call-sent", "");
            });
        } else {
            failed(page, error);
        }
    }

    private void failed(Page page, String error) {
        transaction.run(() -> {
            pages.failed(page, error, page.attempts() < MOST_ATTEMPTS ? Page.State.WAITING : Page.State.FAILED);
            record(page, "duty.call-failed", error);
            store.lock(page.alarm()).filter(alarm -> alarm.owner().isEmpty()).ifPresent(alarm -> {
                if (page.attempts() == 1) {
                    store.hasten(alarm.id(), page.round(), clock.instant());
                }
                alarms.raise(alarm.desk(), Cause.CALL_FAILED);
            });
        });
    }

    private void record(Page page, String action, String error) {
        audit.record(AuditEntry.of(
                Alarms.DUTY,
                action,
                "alarm:" + page.alarm(),
                Map.of(
                        "channel", page.channel().name(),
                        "person", page.person().map(PersonId::toString).orElse(""),
                        "rung", page.rung().name(),
                        "error", error)));
    }

    /** Empty when the mail server took it, else the code of what went wrong. */
    private String write(Page page, PersonId person) {
        var address = Optional.ofNullable(roster.reach(List.of(person)).get(person));
        if (address.isEmpty()) {
            return "no-address";
        }
        try {
            mail.send(new Letter(
                    "<" + page.id() + "@" + URI.create(settings.publicUrl()).getHost() + ">",
                    address.get(),
                    messages.text(Language.EN, "duty.call.subject"),
                    text()));
            return "";
        } catch (MessagingException e) {
            return MailServer.code(e);
        }
    }

    /** The one text that ever goes out. */
    private String text() {
        var text = new StringBuilder();
        for (var language : Language.values()) {
            text.append(messages.text(language, "duty.call.text")).append('\n');
        }
        return text.append('\n')
                .append(settings.publicUrl())
                .append("/desk/duty\n")
                .toString();
    }

    private String ring() {
        var call = new Call(
                Call.Method.POST,
                URI.create(settings.text(Setting.PAGER_URL)),
                Map.of(),
                Optional.of(new Call.Body("text/plain", text())));
        return switch (calls.make(call)) {
            case Answered.Answer answer -> answer.good() ? "" : "pager-" + answer.status();
            case Answered.NoAnswer none -> none.code();
            case Answered.Refused refused -> refused.code();
        };
    }
}
