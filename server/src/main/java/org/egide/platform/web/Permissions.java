package org.egide.platform.web;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.method.HandlerMethod;

/** Who may use an endpoint: what stands on its method, or else on its class. */
public final class Permissions {
    private static final Map<HandlerMethod, List<Annotation>> KNOWN = new ConcurrentHashMap<>();

    private Permissions() {}

    /** The permissions of the endpoint; one that is well made has exactly one. */
    public static List<Annotation> of(HandlerMethod endpoint) {
        return KNOWN.computeIfAbsent(endpoint, Permissions::read);
    }

    private static List<Annotation> read(HandlerMethod endpoint) {
        var own = among(endpoint.getMethod().getAnnotations());
        return own.isEmpty() ? among(endpoint.getBeanType().getAnnotations()) : own;
    }

    private static List<Annotation> among(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(Permission.class))
                .toList();
    }
}
