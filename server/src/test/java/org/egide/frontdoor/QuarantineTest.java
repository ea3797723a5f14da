package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.egide.audit.AuditTrail;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.messages.Messages;
import org.egide.report.Held;
import org.egide.report.Quarantine;
import org.egide.report.Reports;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Unwanted uploads (R10): locked away before any door sees them, the words kept, seen by a specialist alone. */
@EgideTest
final class QuarantineTest {
    private static final String MULTIPART = "multipart/form-data; boundary=xyz";

    private final TestNode node;
    private final Quarantine quarantine;
    private final Reports reports;
    private final Desks desks;
    private final People people;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Messages messages;
    private final JdbcClient database;
    private final byte[] picture = noise();
    private Person specialist;
    private Person supervisor;

    QuarantineTest(
            TestNode node,
            Quarantine quarantine,
            Reports reports,
            Desks desks,
            People people,
            Sessions sessions,
            AuditTrail trail,
            Messages messages,
            JdbcClient database) {
        this.node = node;
        this.quarantine = quarantine;
        this.reports = reports;
        this.desks = desks;
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.messages = messages;
        this.database = database;
    }

    @BeforeEach
    void staff() {
        specialist = person(Set.of(Role.SPECIALIST));
        supervisor = person(EnumSet.complementOf(EnumSet.of(Role.SPECIALIST)));
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R10_aPictureAtTheChildsPathIsLockedAwayTheSentenceIsKindAndTheWordsGetTheirCode(Language language) {
        var before = quarantine.waiting(supervisor);
        var visitor = new Visitor(node).posts("/" + language.code() + "/report", MULTIPART, multipart());
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.code()).hasSize(8);
        assertThat(visitor.html()).contains(messages.text(language, "frontdoor.quarantined"));
        assertThat(quarantine.waiting(supervisor)).isEqualTo(before + 1);
        assertThat(stored()).as("no byte of it in any other table").isZero();
    }

    @Test
    void R10_everyAddressOfTheFrontIsBehindTheSieve() {
        for (var page : Set.of("talk", "report", "status", "device", "chat", "nothing-yet")) {
            var before = quarantine.waiting(supervisor);
            var unread = reports.unread(supervisor).size();
            new Visitor(node).posts("/en/" + page, "image/png", picture);
            new Visitor(node).posts("/en/" + page, MULTIPART, multipart());
            new Visitor(node)
                    .posts(
                            "/en/" + page,
                            "x=data:image/png;base64," + Base64.getUrlEncoder().encodeToString(picture));
            assertThat(quarantine.waiting(supervisor)).as(page).isEqualTo(before + 3);
            assertThat(reports.unread(supervisor)).hasSize(unread);
        }
    }

    @Test
    void R10_onlyASpecialistOpensItWithAReasonAndEveryLookIsRecorded() throws IOException {
        var held = held();
        for (var path : Set.of("/look", "/destroy")) {
            assertThat(post(supervisor, held, path, "assess")).isEqualTo(403);
            assertThat(post(specialist, held, path, "")).isEqualTo(400);
        }
        assertThat(browser(supervisor).get("/desk/quarantine").statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> quarantine.open(supervisor, held.id(), "assess"))
                .isInstanceOf(Refusal.class);
        assertThat(trail.of("quarantine:" + held.id()))
                .extracting(AuditTrail.Row::action)
                .containsExactly("intake.quarantined");

        var page = browser(specialist).get("/desk/quarantine");
        assertThat(page.body()).contains(held.id().toString()).doesNotContain("<img", "<video", "data:");
        var browser = browser(specialist);
        var answer = browser.postBytes(
                "/desk/quarantine/" + held.id() + "/look", Map.of("csrf", csrf(browser), "reason", "assess"));
        assertThat(ImageIO.read(new ByteArrayInputStream(answer.body()))).isNotNull();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(trail.of("quarantine:" + held.id())).last().satisfies(row -> {
            assertThat(row.action()).isEqualTo("report.quarantine-opened");
            assertThat(row.actor()).contains(specialist.id().toString());
            assertThat(row.details()).containsEntry("reason", "assess");
        });
    }

    @Test
    void R10_othersLearnOnlyThatSomethingLiesThere() {
        var held = held();
        var page = browser(supervisor).get("/desk/unread").body();
        assertThat(page).contains("in quarantine").doesNotContain(held.id().toString());
    }

    @Test
    void R10_whereTheRecordCannotBeWrittenNothingIsSeen() {
        var held = held();
        database.sql(
                        "ALTER TABLE audit.record ADD CONSTRAINT full_up CHECK (action <> 'report.quarantine-opened') NOT VALID")
                .update();
        try {
            assertThatThrownBy(() -> quarantine.open(specialist, held.id(), "assess"))
                    .isInstanceOf(RuntimeException.class);
        } finally {
            database.sql("ALTER TABLE audit.record DROP CONSTRAINT full_up").update();
        }
    }

    @Test
    void R10_itIsSealedToAKeyOfItsOwn() {
        held();
        assertThat(database.sql("""
                        SELECT count(DISTINCT g.public_keyset) FROM keys.group_key g
                        WHERE g.purpose IN (SELECT e.purpose FROM keys.epoch e) AND g.purpose = 7
                        """).query(Long.class).single()).isOne();
    }

    @Test
    void whatWasDestroyedNeverOpensAgain() {
        var held = held();
        assertThat(post(specialist, held, "/destroy", "review")).isEqualTo(303);
        assertThatThrownBy(() -> quarantine.open(specialist, held.id(), "assess"))
                .isInstanceOf(Refusal.class);
        assertThat(quarantine.of(specialist)).extracting(Held::id).doesNotContain(held.id());
    }

    private Held held() {
        var before = quarantine.of(specialist);
        new Visitor(node).posts("/en/talk", "image/png", picture);
        return quarantine.of(specialist).stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow();
    }

    private int post(Person person, Held held, String path, String reason) {
        var browser = browser(person);
        return browser.post("/desk/quarantine/" + held.id() + path, Map.of("csrf", csrf(browser), "reason", reason))
                .statusCode();
    }

    /** How many rows hold the middle of the picture in clear. */
    private long stored() {
        var needle = java.util.Arrays.copyOfRange(picture, 100, 140);
        return database.sql("""
                        SELECT (SELECT count(*) FROM report.quarantine WHERE position(:needle IN sealed) > 0)
                             + (SELECT count(*) FROM report.report WHERE position(:needle IN raw) > 0)
                             + (SELECT count(*) FROM report.unread WHERE position(:needle IN sealed) > 0)
                        """).param("needle", needle).query(Long.class).single();
    }

    private byte[] multipart() {
        var body = new ByteArrayOutputStream();
        var fields = Map.of("key", UUID.randomUUID().toString(), "danger", "NO", "form", "WORRY", "words", "I saw it.");
        fields.forEach((name, value) -> body.writeBytes(
                ("--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes("--xyz\r\nContent-Disposition: form-data; name=\"p\"; filename=\"p.png\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(picture);
        body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }

    private static String csrf(DeskBrowser browser) {
        return DeskBrowser.field(browser.get("/desk/me"), "csrf");
    }

    private Person person(Set<Role> roles) {
        return people.create("Invented " + UUID.randomUUID(), desks.receiving().id(), roles);
    }

    /** Noise, no likeness of anything. */
    private static byte[] noise() {
        var image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        var random = new Random(3);
        for (var i = 0; i < 24 * 24; i++) {
            image.setRGB(i % 24, i / 24, random.nextInt());
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
