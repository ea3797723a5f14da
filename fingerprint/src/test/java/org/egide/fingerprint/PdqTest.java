package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PdqTest {

    private static final String HEX = "8000000000000000000000000000000f0123456789abcdef0000000000000001";

    @Test
    void whatIsReadIsWrittenAgain() {
        assertThat(Pdq.parse(HEX).hex()).isEqualTo(HEX);
        assertThat(Pdq.parse(HEX)).isEqualTo(new Pdq(1L << 63, 15, 0x0123456789abcdefL, 1));
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            Pdq pdq = new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
            assertThat(Pdq.parse(pdq.hex())).isEqualTo(pdq);
        }
    }

    @Test
    void anythingButSixtyFourLowerCaseDigitsIsRefused() {
        List<String> wrong = List.of(
                "",
                HEX.substring(1),
                HEX + "0",
                HEX.toUpperCase(java.util.Locale.ROOT),
                "g" + HEX.substring(1),
                " " + HEX.substring(1),
                "\u0663" + HEX.substring(1));
        assertThat(wrong)
                .allSatisfy(text -> assertThatIllegalArgumentException().isThrownBy(() -> Pdq.parse(text)));
    }

    @Test
    void theDistanceCountsDifferingBits() {
        Pdq none = new Pdq(0, 0, 0, 0);
        assertThat(none.distance(new Pdq(-1, -1, -1, -1))).isEqualTo(256);
        assertThat(none.distance(new Pdq(1, 2, 4, 8))).isEqualTo(4);
        assertThat(none.distance(none)).isZero();
    }

    @Test
    void aLogNeverShowsTheBits() {
        assertThat(Pdq.parse(HEX).toString()).doesNotContain("8000");
    }
}
