package org.egide.platform.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name and hands out its addresses only when all of them may be reached. The client connects to what this returns
 * and asks nobody else, so the addresses checked are the addresses connected to, whatever the name says a moment later.
 */
final class GuardedResolver implements DnsResolver {
    private final DnsResolver names;
    private final AddressRules rules;

    GuardedResolver(DnsResolver names, AddressRules rules) {
        this.names = names;
        this.rules = rules;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException("no address");
        }
        if (!Arrays.stream(addresses).allMatch(rules::allow)) {
            throw new AddressNotAllowed();
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name that leads to an address that may not be reached. */
    static final class AddressNotAllowed extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        AddressNotAllowed() {
            super("address not allowed");
        }
    }
}
