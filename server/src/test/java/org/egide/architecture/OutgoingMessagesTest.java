package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.junit.jupiter.api.Test;

/**
 * Mail and push say nothing (S10 of front-door-and-care): whatever leaves the house for a reporter or for staff is one fixed neutral text,
 * listed here. Who sends anything new says here to whom, and turns this test red until then.
 */
final class OutgoingMessagesTest {
    /** What makes a message leave: mail, and the push services and gateways a module might come to call. */
    private static final Pattern SENDS = Pattern.compile(
            "jakarta\\.mail|javax\\.mail|springframework\\.mail|angus\\.mail|\\bTransport\\.send|(?i:webpush|web-push|pushservice"
                    + "|firebase|apns|\\bvapid|twilio|smpp|\\bsms(?:sender|gateway)|navigator\\.serviceworker|pushmanager|new notification\\()");

    /** Classes that may send, with whom they write to and why their letters are not neutral. */
    private static final Map<String, String> TO_OTHERS = Map.of(
            "server/src/main/java/org/egide/platform/mail/MailServer.java",
            "speaks with the mail server for the two that are listed here, and writes nothing itself",
            "server/src/main/java/org/egide/removal/PostOffice.java",
            "the one way out: letters to hosts, which must name what is to be removed; never to a reporter or to staff",
            "server/src/main/java/org/egide/removal/Postman.java",
            "hands letters to hosts to the post office");

    /** Classes that write to a reporter or to staff, with the keys of the only sentences they may send. */
    private static final Map<String, List<String>> NEUTRAL =
            Map.of("server/src/main/java/org/egide/duty/Pager.java", List.of("duty.call.subject", "duty.call.text"));

    private final Messages messages = new Messages();

    @Test
    void S10_nobodySendsMailOrPushWithoutBeingListed() {
        var found = new TreeSet<String>();
        for (var file : SourceFiles.under("server/src/main", ".java", ".js", ".jte")) {
            if (SENDS.matcher(SourceFiles.read(file)).find()) {
                found.add(SourceFiles.TOP.relativize(file).toString());
            }
        }
        var listed = new TreeSet<>(TO_OTHERS.keySet());
        listed.addAll(NEUTRAL.keySet());
        assertThat(found).isEqualTo(listed);
    }

    @Test
    void S10_whatIsSentToReportersAndStaffIsFixedAndNamesNothing() {
        var said = new ArrayList<String>();
        for (var language : Language.values()) {
            NEUTRAL.values().stream().flatMap(List::stream).forEach(key -> said.add(messages.text(language, key)));
        }
        assertThat(said).allSatisfy(OutgoingMessagesTest::neutral);
    }

    @Test
    void S10_theCheckWouldSeeASentenceThatSaysSomething() {
        neutral("There is something new for you.");
        for (var telling :
                List.of("Report {0} was closed.", "Your report about Robin", "R-4F2K: see https://help.example")) {
            assertThat(catching(() -> neutral(telling))).as(telling).isTrue();
        }
        assertThat(SENDS.matcher("import jakarta.mail.Session;").find()).isTrue();
        assertThat(SENDS.matcher("registration.pushManager.subscribe()").find()).isTrue();
    }

    /** The snapshot of everything that goes to hosts: only these keys, so that a letter to somebody else would stand out. */
    @Test
    void S10_theOnlyLettersThereAreGoToHosts() {
        assertThat(SourceFiles.read(
                        SourceFiles.TOP.resolve("server/src/main/java/org/egide/removal/LetterWriter.java")))
                .contains("notice.recipient()")
                .doesNotContain("Reporter", "Person", "handle", "IDENTITY");
    }

    private static void neutral(String text) {
        assertThat(text)
                .as("a fixed text: nothing is filled in, nobody and nothing is named")
                .doesNotContainPattern("[{}@<>]|https?:|[0-9]")
                .doesNotContainPattern("(?i)report|child|abuse|police|signal|informe|enfant|بلاغ|طفل")
                .hasSizeLessThan(120);
    }

    private static boolean catching(Runnable check) {
        try {
            check.run();
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }
}
