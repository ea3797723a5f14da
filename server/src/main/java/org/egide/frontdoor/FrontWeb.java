package org.egide.frontdoor;

import org.egide.report.Quarantine;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Puts the sieve for unwanted uploads before the pages for the public, behind the headers that every answer has. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FrontWeb {
    @Bean
    FilterRegistrationBean<UnwantedUploads> unwantedUploads(
            Quarantine quarantine, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        var registration = new FilterRegistrationBean<>(new UnwantedUploads(quarantine, refusals));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}
