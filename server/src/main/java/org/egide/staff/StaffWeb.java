package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.egide.platform.Settings;
import org.egide.platform.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the gate before every endpoint and the headers on every answer. Of Spring Security it takes the firewall that refuses
 * malformed requests; sessions, sign-in and rights are the house's own, because rights are written beside each endpoint.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class StaffWeb implements WebMvcConfigurer {
    private final StaffGate gate;
    private final Pages pages;
    private final DeskPages deskPages;

    StaffWeb(StaffGate gate, Pages pages, DeskPages deskPages) {
        this.gate = gate;
        this.pages = pages;
        this.deskPages = deskPages;
    }

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(new DeskRefusals(pages, deskPages));
    }

    @Bean
    FilterRegistrationBean<SafetyHeaders> safetyHeaders(Settings settings) {
        var registration = new FilterRegistrationBean<>(new SafetyHeaders(settings));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Weak tags: what has a strong one the container sends uncompressed, three times as long on a slow line (R2). */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> staticEtags() {
        var tags = new ShallowEtagHeaderFilter();
        tags.setWriteWeakETag(true);
        var registration = new FilterRegistrationBean<>(tags);
        registration.addUrlPatterns("/static/*");
        return registration;
    }

    /** A chain without a filter: the firewall in front of it is what is wanted, and every filter costs each request. */
    @Bean
    SecurityFilterChain firewall() {
        return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE);
    }

    /**
     * Odd characters in the value of a header refuse nothing: the container lets no line break or NUL through, no value is ever shown
     * or logged, and a report must not be lost for the sake of its sender's language header.
     */
    @Bean
    StrictHttpFirewall malformedRequests() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(value -> true);
        return firewall;
    }

    /** Nobody signs in through the framework: no user, no generated password. */
    @Bean
    AuthenticationManager nobody() {
        return attempt -> {
            throw new BadCredentialsException("not here");
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Viewer());
    }

    /** Hands the signed-in person, or their session, to a handler. */
    private static final class Viewer implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Person.class || parameter.getParameterType() == OpenSession.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var session = Optional.ofNullable(request.getNativeRequest(HttpServletRequest.class))
                    .flatMap(StaffGate::session)
                    .orElseThrow(() -> new IllegalStateException("a handler that takes a person is for staff"));
            return parameter.getParameterType() == Person.class ? session.person() : session;
        }
    }
}
