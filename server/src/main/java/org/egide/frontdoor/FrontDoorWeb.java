package org.egide.frontdoor;

import org.egide.platform.messages.Messages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the kiosk behind the firewall and before the pages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FrontDoorWeb {
    @Bean
    FilterRegistrationBean<Kiosk> kiosk(Messages messages) {
        var registration = new FilterRegistrationBean<>(new Kiosk(messages));
        registration.setOrder(0);
        return registration;
    }
}
