package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import org.egide.platform.web.Permission;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@EgideTest
final class EndpointsTest {
    private final List<RequestMappingHandlerMapping> mappings;
    private final ServletContext web;

    EndpointsTest(List<RequestMappingHandlerMapping> mappings, ServletContext web) {
        this.mappings = mappings;
        this.web = web;
    }

    @Test
    void everyEndpointNamesWhoMayUseItExactlyOnce() {
        var handlers = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .toList();
        assertThat(handlers).hasSizeGreaterThan(20);
        assertThat(handlers)
                .allSatisfy(handler ->
                        assertThat(permissions(handler)).as(handler.toString()).hasSize(1));
    }

    @Test
    void everyServletBesideTheFrameworksNamesWhoMayUseItExactlyOnce() {
        var servlets = web.getServletRegistrations().values().stream()
                .map(ServletRegistration::getClassName)
                .filter(name -> !name.equals(DispatcherServlet.class.getName()))
                .toList();
        assertThat(servlets)
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(permissions(Class.forName(name))).as(name).hasSize(1));
    }

    /** The method's own word counts before the one of its class. */
    private static List<Annotation> permissions(HandlerMethod handler) {
        var own = permissions(handler.getMethod());
        return own.isEmpty() ? permissions(handler.getBeanType()) : own;
    }

    private static List<Annotation> permissions(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(Permission.class))
                .toList();
    }
}
