package org.egide.platform;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the application with its settings: as a server, or without doors for one command. */
public final class Node {
    private Node() {}

    /** Starts the whole server; returns when the doors are open. */
    public static ConfigurableApplicationContext serve(Settings settings, Class<?>... sources) {
        return start(settings, WebApplicationType.SERVLET, sources);
    }

    /** Starts everything but the doors and the jobs, for a command of the operator. */
    public static ConfigurableApplicationContext command(Settings settings, Class<?>... sources) {
        // Nothing that waits from an earlier run is taken up by a command that is gone in a second.
        return start(
                settings,
                WebApplicationType.NONE,
                sources,
                "--spring.modulith.events.republish-outstanding-events-on-restart=false");
    }

    private static ConfigurableApplicationContext start(
            Settings settings, WebApplicationType type, Class<?>[] sources, String... arguments) {
        var application = new SpringApplication(sources);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(type);
        application.setDefaultProperties(properties(settings));
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean("settings", Settings.class, () -> settings));
        return application.run(arguments);
    }

    private static Map<String, Object> properties(Settings settings) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", settings.text(Setting.PORT));
        properties.put("server.address", settings.text(Setting.ADDRESS));
        return properties;
    }
}
