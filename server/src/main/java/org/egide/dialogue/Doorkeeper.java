package org.egide.dialogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.report.Subject;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** Lets staff through to a subject by its {@link SubjectAccess}, and writes down what was done to it. */
@Component
final class Doorkeeper {
    /** One who came back with a code; nothing else is known. */
    static final Actor REPORTER = Actor.reporter("status");

    private static final int LONGEST_REASON = 300;

    private final List<SubjectAccess> accesses;
    private final Audit audit;

    Doorkeeper(List<SubjectAccess> accesses, Audit audit) {
        this.accesses = List.copyOf(accesses);
        this.audit = audit;
    }

    boolean allows(Person viewer, Subject subject) {
        return accesses.stream().anyMatch(access -> access.kind() == subject.kind() && access.allows(viewer, subject));
    }

    /** The desk that answers for the subject. */
    Optional<DeskId> deskOf(Subject subject) {
        return accesses.stream()
                .filter(access -> access.kind() == subject.kind())
                .findFirst()
                .flatMap(access -> access.desk(subject));
    }

    /** Refuses {@code not-found} to whoever may not know of it. */
    void require(Person viewer, Subject subject) {
        if (!allows(viewer, subject)) {
            throw Refusal.notFound();
        }
    }

    /** A reading of something sealed: allowed, with a reason, audited in the running transaction. */
    void read(Person viewer, Subject subject, String action, String reason) {
        require(viewer, subject);
        record(viewer.actor(), subject, action, Map.of("reason", reason(reason)));
    }

    void record(Actor actor, Subject subject, String action, Map<String, String> details) {
        audit.record(AuditEntry.of(actor, action, name(subject), details));
    }

    /** The subject in the audit record: {@code report:<id>} or {@code contact:<id>}. */
    static String name(Subject subject) {
        return switch (subject.kind()) {
            case REPORT -> "report:" + subject.id();
            case CONTACT -> "contact:" + subject.id();
        };
    }

    static String reason(String reason) {
        if (reason.isBlank()) {
            throw Refusal.because("reason-needed", "Say why you need to see this.");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.because("reason-too-long", "The reason is longer than " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }
}
