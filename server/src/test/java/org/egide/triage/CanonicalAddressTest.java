package org.egide.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pictures.example/a%2fb?c=D",
                "HTTPS://Pictures.EXAMPLE:443/a%2Fb?c=D#here",
                " hxxp://pictures[.]example/a%2fb?c=D ",
                "pictures.example./a%2Fb?c=D",
                "http://pictures.example:80/a%2Fb?c=D"
            })
    void theSameAddressWrittenInSeveralWaysIsOne(String written) {
        assertThat(CanonicalAddress.of(written)).map(CanonicalAddress::text).contains("pictures.example/a%2Fb?c=D");
    }

    @Test
    void pathAndQueryMakeAnotherAddress() {
        assertThat(CanonicalAddress.of("http://pictures.example/A"))
                .isNotEqualTo(CanonicalAddress.of("http://pictures.example/a"));
        assertThat(CanonicalAddress.of("http://pictures.example:8080/a"))
                .isNotEqualTo(CanonicalAddress.of("http://pictures.example/a"));
        assertThat(CanonicalAddress.of("http://pictures.example/a?b"))
                .isNotEqualTo(CanonicalAddress.of("http://pictures.example/a"));
    }

    @Test
    void aNameInAnotherScriptIsItsAsciiForm() {
        assertThat(CanonicalAddress.of("http://bücher.example/"))
                .isEqualTo(CanonicalAddress.of("http://xn--bcher-kva.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://pictures.example/a", "http://", "http:///a", "not an address at all", "http://a b/c"})
    void whatIsNoAddressOfTheWebIsNone(String written) {
        assertThat(CanonicalAddress.of(written)).isEmpty();
    }

    @Test
    void itDoesNotShowItselfInALog() {
        assertThat(CanonicalAddress.of("http://pictures.example/a")
                        .orElseThrow()
                        .toString())
                .doesNotContain("pictures");
    }
}
