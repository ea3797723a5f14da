package org.egide.platform.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;

/** Sets the servlet container's own last answer. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Container {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lastWord() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(LastWord.class.getName());
            }
        });
    }

    /** The dispatcher keeps the request's context by itself. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noSecondContext() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }
}
