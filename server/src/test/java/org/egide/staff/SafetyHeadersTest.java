package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the headers say by which name. */
final class SafetyHeadersTest {
    private static String transport(String host) throws ServletException, IOException {
        var settings = Settings.load(Map.of()).with(Map.of(Setting.PUBLIC_URL, "https://help.example"));
        var request = new MockHttpServletRequest("GET", "/en/talk");
        request.setServerName(host);
        var response = new MockHttpServletResponse();
        new SafetyHeaders(settings).doFilter(request, response, new MockFilterChain());
        return response.getHeaders("Strict-Transport-Security").toString();
    }

    @Test
    void S8_anOnionAddressIsNeverTiedToAnotherTransport() throws ServletException, IOException {
        assertThat(transport("f".repeat(56) + ".onion")).isEqualTo("[]");
        assertThat(transport("help.example")).contains("max-age=");
    }
}
