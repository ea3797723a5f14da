package org.egide.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the demonstration adds to the server. Named at the start only and never found by scanning: it carries no annotation. */
final class DemoConfiguration {
    @Bean
    @Primary
    static DemoClock demoClock() {
        return new DemoClock();
    }

    @Bean
    static Personas personas() {
        return new Personas();
    }
}
