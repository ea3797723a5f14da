package org.egide.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.web.DeskTab;
import org.egide.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the provider's gate before its doors and a {@code Request-ID} on every answer of the XML door. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class GatewayWeb implements WebMvcConfigurer {
    private final ProviderGate gate;

    GatewayWeb(ProviderGate gate) {
        this.gate = gate;
    }

    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestIds());
        registration.addUrlPatterns("/ispws/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ServletRegistrationBean<ReportsDoor> reportsDoor(Reports reports, PartnerFiles files, Likeness likeness) {
        return new ServletRegistrationBean<>(new ReportsDoor(gate, reports, files, likeness), ReportsDoor.PATH);
    }

    @Bean
    DeskTab providersTab() {
        return new DeskTab(80, "/desk/providers", "gateway.tab", "v", Set.of("ADMINISTRATOR", "SUPERVISOR"));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Caller());
    }

    static final class RequestIds extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.setHeader("Request-ID", UUID.randomUUID().toString());
            chain.doFilter(request, response);
        }
    }

    private static final class Caller implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Provider.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Optional.ofNullable(request.getNativeRequest(HttpServletRequest.class))
                    .flatMap(ProviderGate::provider)
                    .orElseThrow(() -> new IllegalStateException("a handler that takes a provider is for providers"));
        }
    }
}
