package org.egide.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.egide.platform.Refusal;
import org.junit.jupiter.api.Test;

final class OwnHashTextTest {
    private static final String TEXT = OwnHashFixture.text(41);

    private static String refusal(String text) {
        try {
            OwnHashText.read(text);
        } catch (Refusal refusal) {
            assertThat(refusal.sentence()).doesNotContainPattern("[0-9a-f]{16}");
            return refusal.code();
        }
        return "none";
    }

    private static String changed(UnaryOperator<String> change) {
        return refusal(change.apply(TEXT));
    }

    @Test
    void whatADeviceWroteComesBackWhole() {
        assertThat(OwnHashText.read(TEXT)).containsExactly(OwnHashFixture.hash(41));
        assertThat(OwnHashText.read(OwnHashFixture.text(41, 42).replace("\n", "\r\n")))
                .hasSize(2);
        assertThat(OwnHashText.read(TEXT).getFirst().toString()).isEqualTo("OwnHash[redacted]");
        var exact = TEXT.lines()
                .filter(line -> !line.startsWith("pdq") && !line.startsWith("quality"))
                .collect(Collectors.joining("\n"));
        assertThat(OwnHashText.read(exact).getFirst().perceptual()).isFalse();
    }

    @Test
    void aFingerprintOfAnotherLengthIsRefused() {
        assertThat(changed(text -> text.substring(0, text.length() - 1))).isEqualTo("fingerprint-length");
        assertThat(changed(text -> text + "0")).isEqualTo("fingerprint-length");
        assertThat(changed(text -> text.replaceFirst("(pdq-capped original .).", "$1")))
                .isEqualTo("fingerprint-length");
    }

    @Test
    void aFingerprintOfAnotherAlphabetIsRefused() {
        assertThat(changed(text -> text.substring(0, text.length() - 1) + "g")).isEqualTo("fingerprint-alphabet");
        assertThat(changed(text -> text.substring(0, text.length() - 1) + "A")).isEqualTo("fingerprint-alphabet");
        assertThat(changed(text -> text.substring(0, text.length() - 1) + "\u0661"))
                .isEqualTo("fingerprint-alphabet");
    }

    @Test
    void moreFilesThanOneSendingMayHaveAreRefused() {
        var most = LongStream.rangeClosed(1, OwnHashText.MOST).toArray();
        var text = IntStream.rangeClosed(1, most.length)
                .mapToObj(i -> TEXT.replace("file 1", "file " + i))
                .collect(Collectors.joining("\n"));
        assertThat(refusal(text)).isEqualTo("none");
        assertThat(refusal(text + "\n" + TEXT.replace("file 1", "file 21"))).isEqualTo("too-many-fingerprints");
    }

    @Test
    void anyOtherLineAMissingOneAndOneTwiceAreRefused() {
        assertThat(refusal(" \n")).isEqualTo("no-fingerprint");
        assertThat(refusal("hello")).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replace("file 1", "file 2"))).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text + "\nnote a")).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replaceFirst("md5.*", ""))).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replaceFirst("sha256.*", ""))).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replaceFirst("quality.*", "quality 101")))
                .isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replaceFirst("quality.*", ""))).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replaceFirst("pdq-capped flipped-x.*", "")))
                .isEqualTo("fingerprint-form");
        assertThat(changed(text -> text.replaceFirst("flipped-x", "flipped-y"))).isEqualTo("fingerprint-form");
        assertThat(changed(text -> text + "\n" + text.substring(text.indexOf("md5"))))
                .isEqualTo("fingerprint-form");
    }
}
