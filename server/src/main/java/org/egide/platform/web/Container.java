package org.egide.platform.web;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;

/** Sets the servlet container's own last answer, and what it may remember. */
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

    /**
     * The container keeps what served one connection for the next, with the last request that came through it: words in memory for hours
     * (S1). Here it ends with its connection; a new one costs microseconds.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> nothingKeptOfFormerConnections() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setProcessorCache(0);
            }
            for (var cache : List.of("processorCache", "eventCache", "bufferPool", "bufferPoolSize")) {
                if (!connector.setProperty("socket." + cache, "0")) {
                    throw new IllegalStateException("the container has no " + cache);
                }
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
