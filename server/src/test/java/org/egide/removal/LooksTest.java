package org.egide.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprints.PictureFixture;
import org.junit.jupiter.api.Test;

final class LooksTest {
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter();

    private static Fingerprints of(byte[] file) {
        return FINGERPRINTER.of(file);
    }

    private static Verdict now(byte[] file) {
        return Looks.of(of(PictureFixture.picture(8_001))).compare(of(file));
    }

    @Test
    void aFrameAroundThePictureDoesNotMakeItAnotherOne() {
        assertThat(now(PictureFixture.framed(8_001))).isEqualTo(Verdict.NEAR);
        assertThat(now(PictureFixture.framed(8_002))).isEqualTo(Verdict.REPLACED);
    }

    /** Whoever saves the same picture in a format that is not read here has not taken it away. */
    @Test
    void aPictureInAFormatThatIsNotReadIsNotAnAbsence() {
        assertThat(now(HexFormat.of().parseHex("0000001c667479706176696600000000617669666d696631")))
                .isEqualTo(Verdict.UNCLEAR);
        assertThat(now("<html>gone</html>".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Verdict.NO_PICTURE);
    }
}
