package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings of an operator, which play where no script runs (R16). */
@EgideTest
final class RecordingsTest {
    private final TestNode node;
    private final Recordings recordings;
    private final SettableClock clock;
    private final Path folder;

    RecordingsTest(TestNode node, Recordings recordings, SettableClock clock, Desks desks, People people) {
        this.node = node;
        this.recordings = recordings;
        this.clock = clock;
        this.folder = node.data().resolve("recordings");
        people.create("Invented Supervisor", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @BeforeEach
    void record() throws IOException {
        keep("en/all/frontdoor.AGE.mp3", noise("ID3"));
        keep("en/all/frontdoor.WHAT.mp3", noise("ID3"));
        keep("en/all/frontdoor.WISH.m4a", noise("....ftypM4A "));
        keep("en/under-10/frontdoor.WISH.ogg", noise("OggS"));
        keep("en/all/frontdoor.code.when.child-24.ogg", noise("OggS"));
        keep("en/all/frontdoor.WHO.mp3", "no recording at all".getBytes(StandardCharsets.UTF_8));
        keep("en/all/frontdoor.WHO.ME.mp3", new byte[Recordings.LARGEST + 1]);
        keep("en/all/frontdoor.SAFE.exe", noise("ID3"));
        keep("secret.mp3", noise("ID3"));
        keep("outside/kept.ogg", noise("OggS"));
        var link = folder.resolve("en/all/frontdoor.SAFE.ogg");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, folder.resolve("outside/kept.ogg"));
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void R16_aRecordingStandsOnThePageThatSaysItsSentenceAndPlaysWithoutScripts() throws Exception {
        var page = new Visitor(node).opens("/en/talk");
        assertThat(page.html())
                .contains("<summary>Listen</summary>")
                .contains("<audio controls preload=\"none\" src=\"/recordings/en/all/frontdoor.AGE.mp3\"")
                .doesNotContain("frontdoor.WISH");
        var whole = get("/recordings/en/all/frontdoor.AGE.mp3", "");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("content-type")).contains("audio/mpeg");
        assertThat(whole.headers().firstValue("cache-control")).contains("no-store");
        assertThat(whole.body()).isEqualTo(noise("ID3"));
        var part = get("/recordings/en/all/frontdoor.AGE.mp3", "bytes=1-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(4);
        assertThat(page.page().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("media-src 'self'");
        assertThat(new Visitor(node).opens("/fr/talk").html()).doesNotContain("<audio");
    }

    @Test
    void aNumberInTheSentenceIsPartOfTheName() {
        var child = new Visitor(node).opens("/en/talk");
        for (var question : Answers.NONE.asked()) {
            child.presses(question.field(), Question.UNKNOWN);
        }
        assertThat(child.presses("step", "send").html())
                .contains("src=\"/recordings/en/all/frontdoor.code.when.child-24.ogg\"");
    }

    @Test
    void whatABandSaysInOtherWordsIsNeverPlayedInTheWordsOfAnother() {
        assertThat(recordings.address(Language.EN, AgeBand.FROM_13, "frontdoor.WISH"))
                .contains("/recordings/en/all/frontdoor.WISH.m4a");
        assertThat(recordings.address(Language.EN, AgeBand.UNDER_10, "frontdoor.WISH"))
                .contains("/recordings/en/under-10/frontdoor.WISH.ogg");
        assertThat(recordings.address(Language.EN, AgeBand.UNDER_10, "frontdoor.WHAT"))
                .isEmpty();
        assertThat(recordings.address(Language.EN, AgeBand.UNDER_10, "frontdoor.AGE"))
                .isPresent();
        assertThat(recordings.address(Language.FR, AgeBand.FROM_13, "frontdoor.AGE"))
                .isEmpty();
    }

    @Test
    void nothingButTheRecordingsCanBeAskedFor() throws Exception {
        for (var address : List.of(
                "en/all/frontdoor.WHO.mp3",
                "en/all/frontdoor.WHO.ME.mp3",
                "en/all/frontdoor.SAFE.exe",
                "en/all/frontdoor.SAFE.ogg",
                "secret.mp3",
                "en/all/nothing.mp3",
                "en/all/..%2f..%2f..%2fsecret.mp3",
                "..%2f..%2fsecret.mp3",
                "en/all/%2e%2e/%2e%2e/secret.mp3",
                "en/all/frontdoor.AGE.mp3%00")) {
            assertThat(get("/recordings/" + address, "").statusCode())
                    .as(address)
                    .isBetween(400, 404);
        }
    }

    @Test
    void R16_whatNobodyHasReadAloudYetIsListed() {
        var missing = recordings.missing(Language.EN, AgeBand.FROM_13);
        assertThat(missing)
                .hasSizeGreaterThan(80)
                .contains("frontdoor.WHO", "frontdoor.start.fault", "status.RECEIVED.child")
                .doesNotContain("frontdoor.AGE", "frontdoor.WISH", "frontdoor.code.when.child");
        assertThat(recordings.missing(Language.EN, AgeBand.UNDER_10))
                .contains("frontdoor.WHAT", "frontdoor.code.when.child")
                .doesNotContain("frontdoor.WISH");
        assertThat(recordings.missing(Language.AR, AgeBand.FROM_13)).contains("frontdoor.AGE");
    }

    private HttpResponse<byte[]> get(String path, String range) throws Exception {
        var request = HttpRequest.newBuilder(node.url(path));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return node.http().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void keep(String path, byte[] bytes) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** The first bytes of a recording and noise after them. */
    private static byte[] noise(String magic) {
        var bytes = new byte[2_000];
        new Random(1).nextBytes(bytes);
        var first = magic.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(first, 0, bytes, 0, first.length);
        return bytes;
    }
}
