package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ExactHashesTest {

    @Test
    void thePublishedExampleHasThePublishedHashes() {
        ExactHashes found = ExactHashes.of("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(found)
                .isEqualTo(new ExactHashes(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "a9993e364706816aba3e25717850c26c9cd0d89d",
                        "900150983cd24fb0d6963f7d28e17f72"));
    }

    @Test
    void aStreamHasTheHashesOfItsBytes() throws IOException {
        byte[] bytes = PictureFixture.png(300, 300, 2);
        assertThat(ExactHashes.of(new ByteArrayInputStream(bytes))).isEqualTo(ExactHashes.of(bytes));
    }

    @Test
    void aHashOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExactHashes("", "", ""));
    }
}
