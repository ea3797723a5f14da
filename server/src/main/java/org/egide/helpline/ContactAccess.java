package org.egide.helpline;

import java.util.Optional;
import org.egide.dialogue.SubjectAccess;
import org.egide.platform.AgeBand;
import org.egide.report.Subject;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whoever talks with a child reads what was said; anybody else only while the child sees that they read along ({@link Listening}). There
 * is no third way: every read of the words passes here.
 */
@Component
final class ContactAccess implements SubjectAccess {
    private final ContactStore store;
    private final JdbcClient database;

    ContactAccess(ContactStore store, JdbcClient database) {
        this.store = store;
        this.database = database;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.CONTACT;
    }

    @Override
    public boolean allows(Person viewer, Subject subject) {
        if (!viewer.is(Role.COUNSELLOR) && !viewer.is(Role.SUPERVISOR)) {
            return false;
        }
        return database.sql("""
                        SELECT (c.state = 'TALKING' AND c.counsellor = :person)
                            OR EXISTS (SELECT 1 FROM helpline.listener l
                                       WHERE l.contact = c.id AND l.person = :person AND l.until IS NULL)
                        FROM helpline.contact c WHERE c.id = :id AND c.desk = :desk
                        """)
                .param("person", viewer.id().value())
                .param("id", subject.id())
                .param("desk", viewer.desk().id().value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public Optional<DeskId> desk(Subject subject) {
        return store.find(new ContactId(subject.id())).map(Contact::desk);
    }

    @Override
    public Optional<AgeBand> band(Subject subject) {
        return store.find(new ContactId(subject.id()))
                .filter(contact -> contact.age() != AgeGroup.UNKNOWN)
                .map(contact -> contact.age().band());
    }
}
