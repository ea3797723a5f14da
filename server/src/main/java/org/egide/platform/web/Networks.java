package org.egide.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.fetch.AddressRange;
import org.springframework.stereotype.Component;

/**
 * From which network a request comes. Behind a trusted proxy it is the last address in {@code X-Forwarded-For} that no
 * trusted proxy has: what stands further left was written by the sender.
 */
@Component
public final class Networks {
    private final List<AddressRange> proxies;

    public Networks(Settings settings) {
        this.proxies = AddressRange.listOf(settings.text(Setting.TRUSTED_PROXIES));
    }

    /** The network a request comes from. */
    public Network of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /** The network behind a peer and what proxies said of it, first word first. */
    public Network of(String peer, List<String> forwarded) {
        var known = literal(peer).orElseGet(InetAddress::getLoopbackAddress);
        var told = Arrays.asList(String.join(",", forwarded).split(",", -1));
        for (var next : told.reversed()) {
            var further = literal(next.strip());
            if (further.isEmpty() || !isProxy(known)) {
                break;
            }
            known = further.get();
        }
        return Network.of(known);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.holds(address));
    }

    /** An address as written; never looks a name up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
