package org.egide.platform.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a service that people of the house set up: it may carry credentials in its headers and something to say. Never
 * printed but for its method.
 */
public record Call(Method method, URI address, Map<String, String> headers, Optional<Body> body) {
    /** What is done. */
    public enum Method {
        GET,
        PUT,
        POST
    }

    /** What is said. */
    public record Body(String mediaType, String text) {
        @Override
        public String toString() {
            return "Body[" + mediaType + "]";
        }
    }

    public Call {
        headers = Map.copyOf(headers);
        if (method == Method.GET && body.isPresent()) {
            throw new IllegalArgumentException("a GET says nothing");
        }
    }

    /** Asks for the address with those headers. */
    public static Call get(URI address, Map<String, String> headers) {
        return new Call(Method.GET, address, headers, Optional.empty());
    }

    @Override
    public String toString() {
        return "Call[" + method + "]";
    }
}
