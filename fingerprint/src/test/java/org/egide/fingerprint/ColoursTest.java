package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ColoursTest {

    /** Against JFIF's formula in double precision, over the whole cube in steps. */
    @Test
    void lumaAndChromaBecomeTheColoursOfTheFormulaToTheNearestNumber() {
        for (int luma = 0; luma < 256; luma += 5) {
            for (int cb = 0; cb < 256; cb += 5) {
                for (int cr = 0; cr < 256; cr += 5) {
                    int found = Colours.ycc(luma, cb, cr);
                    near(found >> 16, luma + 1.402 * (cr - 128));
                    near(found >> 8 & 255, luma - 0.344136 * (cb - 128) - 0.714136 * (cr - 128));
                    near(found & 255, luma + 1.772 * (cb - 128));
                }
            }
        }
    }

    private static void near(int found, double exact) {
        assertThat(Math.abs(found - Math.clamp(exact, 0.0, 255.0))).isLessThan(0.51);
    }

    @Test
    void inksDarken() {
        assertThat(Colours.inks(255, 255, 255, 255)).isEqualTo(0xFFFFFF);
        assertThat(Colours.inks(255, 128, 0, 255)).isEqualTo(0xFF8000);
        assertThat(Colours.inks(255, 128, 0, 128)).isEqualTo(0x804000);
        assertThat(Colours.inks(255, 255, 255, 0)).isZero();
    }
}
