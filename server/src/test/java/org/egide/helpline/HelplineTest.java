package org.egide.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.staff.Desk;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A helpline over HTTP: a child writes, waits, is answered, comes back; the desk by forms only. */
@EgideTest
final class HelplineTest {
    private final TestNode node;
    private final Helplines helplines;
    private final Talks talks;
    private final Contacts contacts;
    private final Presences presences;
    private final People people;
    private final Desks desks;
    private final Sessions sessions;
    private final SettableClock clock;
    private String line = "";
    private Person counsellor;

    HelplineTest(
            TestNode node,
            Helplines helplines,
            Talks talks,
            Contacts contacts,
            Presences presences,
            People people,
            Desks desks,
            Sessions sessions,
            SettableClock clock) {
        this.node = node;
        this.helplines = helplines;
        this.talks = talks;
        this.contacts = contacts;
        this.presences = presences;
        this.people = people;
        this.desks = desks;
        this.sessions = sessions;
        this.clock = clock;
        this.counsellor = people.create("Nobody yet", desks.receiving().id(), Set.of(Role.COUNSELLOR));
    }

    @BeforeEach
    void aLine() {
        line = LineFixture.put(node);
        helplines.work();
        counsellor = people.create("Invented Counsellor", desk().id(), Set.of(Role.COUNSELLOR));
    }

    private Desk desk() {
        return desks.find(helplines.find(line).orElseThrow().desk()).orElseThrow();
    }

    private DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }

    private static String post(DeskBrowser browser, String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("csrf", DeskBrowser.field(browser.get("/desk/helpline"), "csrf"));
        var answer = browser.post(path, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void R74_1_aChildWritesWaitsIsAnsweredAndComesBackWithHerCode() {
        var child = Child.waiting(node, line, About.FRIENDS);
        assertThat(child.status()).as(child.html()).isEqualTo(200);
        var code = child.code();
        assertThat(code).hasSize(8);
        child.says("Nobody talks to me any more <b>& so</b>");
        assertThat(child.html()).contains("Nobody talks to me any more &lt;b&gt;");
        assertThat(child.live()).isEqualTo(204);

        var desk = browser(counsellor);
        post(desk, "/desk/helpline/on", Map.of("language", "en", "capacity", "2"));
        var talk = post(desk, "/desk/helpline/next", Map.of());
        assertThat(desk.get(talk).body())
                .contains("Nobody talks to me any more")
                .contains("Told 1 time");
        assertThat(child.live()).isEqualTo(200);
        post(desk, talk + "/say", Map.of("words", "Good that you write. What happened?", "once", ""));
        assertThat(child.looks().html())
                .contains("Good that you write. What happened?")
                .contains("Counsellor");
        post(desk, talk + "/close", Map.of("outcome", "HEARD", "gap", ""));
        var back = Child.opens(node, "fr", line).comesBack(code);
        assertThat(back.html()).contains("Good that you write").contains("Cette conversation est finie");
        assertThat(back.says("One more thing").html()).contains("One more thing");
        assertThat(post(desk, "/desk/helpline/next", Map.of())).isEqualTo(talk);
    }

    @Test
    void thePlainFactsOfTheThread() {
        presences.signOn(counsellor, Set.of(Language.EN), 1);
        assertThat(talks.next(counsellor)).isEqualTo(Optional.empty());
        assertThat(contacts).isNotNull();
        assertThat(clock.instant()).isNotNull();
    }
}
