package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sessions of staff, in the database, so that any process can end them. A session ends after 30 minutes without use, after 10
 * hours in any case, and when its person or the house ends it. Only the hash of its token is kept.
 */
@Component
public final class Sessions {
    /** The cookie that carries the token. */
    public static final String COOKIE = "egide-desk";

    /** Ends a session that nobody uses. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** Ends every session. */
    public static final Duration LONGEST = Duration.ofHours(10);

    /** How long a proof of who one is serves for sensitive acts. */
    public static final Duration PROOF = Duration.ofMinutes(5);

    /** Uses closer together than this are not written down: a page with pictures is not ten updates. */
    private static final Duration GRAIN = Duration.ofSeconds(20);

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final People people;
    private final Clock clock;
    private final boolean secure;

    Sessions(JdbcClient database, Transaction transaction, Audit audit, People people, Settings settings, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.people = people;
        this.clock = clock;
        this.secure = settings.publicUrl().startsWith("https:");
    }

    /** Opens a session for somebody who has just proved who they are; the token goes into {@link #cookie}. */
    public SecretToken open(PersonId person) {
        return open(person, Optional.empty());
    }

    SecretToken open(PersonId person, Language language) {
        return open(person, Optional.of(language));
    }

    private SecretToken open(PersonId person, Optional<Language> language) {
        var token = SecretToken.random();
        transaction.run(() -> {
            var known = people.find(person).orElseThrow(Refusal::notFound);
            var id = UUID.randomUUID();
            var now = Times.of(clock.instant());
            database.sql("""
                            INSERT INTO staff.session (id, hash, person, opened, seen, proved, language)
                            VALUES (:id, :hash, :person, :now, :now, :now, :language)
                            """)
                    .param("id", id)
                    .param("hash", token.hash())
                    .param("person", person.value())
                    .param("now", now)
                    .param("language", language.map(Language::code).orElse(null))
                    .update();
            audit.record(AuditEntry.of(known.actor(), "staff.session-opened", "session:" + id));
        });
        return token;
    }

    /** The cookie for a token: for this site only, never readable by scripts, sent over https only where the node has it. */
    public ResponseCookie cookie(SecretToken token) {
        return cookie(token.value(), Duration.ofSeconds(-1));
    }

    /** The cookie that takes the token away. */
    ResponseCookie noCookie() {
        return cookie("", Duration.ZERO);
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .path("/desk")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .maxAge(age)
                .build();
    }

    /** The open session of the request's cookie; being asked for counts as use. */
    public Optional<OpenSession> of(HttpServletRequest request) {
        return Cookies.find(request, COOKIE).flatMap(SecretToken::read).flatMap(this::find);
    }

    Optional<OpenSession> find(SecretToken token) {
        var now = clock.instant();
        return database.sql("""
                        SELECT s.id AS session, s.opened, s.seen, s.proved, s.language,
                               p.id, p.name, p.roles, d.id AS desk_id, d.kind AS desk_kind, d.name AS desk_name
                        FROM staff.session s JOIN staff.person p ON p.id = s.person JOIN staff.desk d ON d.id = p.desk
                        WHERE s.hash = :hash AND s.ended IS NULL AND s.seen > :idle AND s.opened > :oldest
                        """)
                .param("hash", token.hash())
                .param("idle", Times.of(now.minus(IDLE)))
                .param("oldest", Times.of(now.minus(LONGEST)))
                .query((row, number) -> read(row, token, now))
                .optional();
    }

    private OpenSession read(ResultSet row, SecretToken token, Instant now) throws SQLException {
        var id = row.getObject("session", UUID.class);
        var seen = Times.read(row, "seen");
        if (seen.plus(GRAIN).isBefore(now)) {
            touch(id, now);
        }
        var opened = Times.read(row, "opened");
        return new OpenSession(
                id,
                People.read(row),
                token.forForms(),
                opened,
                Times.read(row, "proved"),
                opened.plus(LONGEST),
                Optional.ofNullable(row.getString("language")).flatMap(Language::of));
    }

    private void touch(UUID session, Instant now) {
        database.sql("UPDATE staff.session SET seen = :now WHERE id = :id AND seen < :now")
                .param("now", Times.of(now))
                .param("id", session)
                .update();
    }

    /** Whether the last proof of who the person is still serves for a sensitive act. */
    boolean provedLately(OpenSession session) {
        return session.proved().plus(PROOF).isAfter(clock.instant());
    }

    /** The person of this session has proved again who they are. Joins the transaction of the proof. */
    void proved(OpenSession session) {
        transaction.run(() -> {
            database.sql("UPDATE staff.session SET proved = :now WHERE id = :id")
                    .param("now", Times.of(clock.instant()))
                    .param("id", session.id())
                    .update();
            audit.record(AuditEntry.of(session.person().actor(), "staff.proved-again", "session:" + session.id()));
        });
    }

    void speak(OpenSession session, Language language) {
        database.sql("UPDATE staff.session SET language = :language WHERE id = :id")
                .param("language", language.code())
                .param("id", session.id())
                .update();
    }

    void end(OpenSession session) {
        transaction.run(() -> {
            database.sql("UPDATE staff.session SET ended = :now WHERE id = :id AND ended IS NULL")
                    .param("now", Times.of(clock.instant()))
                    .param("id", session.id())
                    .update();
            audit.record(AuditEntry.of(session.person().actor(), "staff.signed-out", "session:" + session.id()));
        });
    }

    /** Ends every session of a person and returns how many were open. */
    public int endAll(PersonId person, Actor by) {
        return transaction.in(() -> {
            var ended = database.sql("UPDATE staff.session SET ended = :now WHERE person = :person AND ended IS NULL")
                    .param("now", Times.of(clock.instant()))
                    .param("person", person.value())
                    .update();
            audit.record(AuditEntry.of(
                    by, "staff.sessions-ended", "person:" + person, Map.of("count", String.valueOf(ended))));
            return ended;
        });
    }
}
