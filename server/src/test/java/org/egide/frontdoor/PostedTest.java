package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostedTest {
    @Test
    void fieldsComeInOrderWithTheirTextAsTyped() {
        var fields = (Posted.Fields) Posted.of(bytes("a=1&b=%D8%A3+b&a=2&c&d=x%0D%0Ay&=&"));
        assertThat(fields.all("a")).containsExactly("1", "2");
        assertThat(fields.one("b")).isEqualTo("أ b");
        assertThat(fields.one("c")).isEmpty();
        assertThat(fields.one("d")).isEqualTo("x\ny");
        assertThat(fields.one("never")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"words=%FF%FE", "words=%C3", "words=%zz", "words=%4", "words=%00", "words=%ED%A0%80", "%FF=x"})
    void textThatIsNotTextIsToldApartAndItsBytesStay(String form) {
        assertThat(Posted.of(bytes(form))).isInstanceOfSatisfying(Posted.Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo("broken-text");
            assertThat(unreadable.bytes()).isEqualTo(bytes(form));
        });
    }

    @Test
    void rawBytesOutsideAsciiAreReadAsUtf8() {
        assertThat(((Posted.Fields) Posted.of(bytes("words=é"))).one("words")).isEqualTo("é");
        assertThat(Posted.of("words=é".getBytes(StandardCharsets.ISO_8859_1))).isInstanceOf(Posted.Unreadable.class);
    }

    @Test
    void nothingSentShowsInALog() {
        assertThat(Posted.of(bytes("words=secret")).toString()).doesNotContain("secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
