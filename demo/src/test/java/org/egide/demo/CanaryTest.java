package org.egide.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryTest {
    @TempDir
    Path folder;

    @Test
    void aWordInClearIsFound() throws IOException {
        assertFound(("x" + Canary.CHILD.word()).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWordInBase64IsFoundWhateverStandsAroundIt() throws IOException {
        for (var before : new String[] {"", "a", "ab", "abc"}) {
            var text = before + Canary.CHILD.word() + " and more";
            assertFound(Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aWordInUtf16IsFound() throws IOException {
        assertFound(Canary.CHILD.word().getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void aSearchThatDoesNotFindWhatIsNoSecretProvesNothing() throws IOException {
        Files.writeString(folder.resolve("file"), "nothing of interest");

        assertThatThrownBy(() -> Secrecy.of(folder, "Hotline").proof()).isInstanceOf(NotHeld.class);
    }

    @Test
    void aFolderWithoutCanariesHolds() throws IOException {
        Files.writeString(folder.resolve("file"), "the Hotline and nothing else");

        assertThat(Secrecy.of(folder, "Hotline").proof().lines()).isNotEmpty();
    }

    private void assertFound(byte[] content) throws IOException {
        Files.write(folder.resolve("file"), content);
        Files.writeString(folder.resolve("control"), "Hotline");

        assertThatThrownBy(() -> Secrecy.of(folder, "Hotline").proof())
                .isInstanceOf(NotHeld.class)
                .hasMessageContaining("CHILD in file");
    }
}
