package org.egide.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Optional;
import org.egide.platform.database.PrivatePostgres;
import org.egide.platform.database.RunningDatabase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.context.WebApplicationContext;

/** The clock and the database: a private PostgreSQL, or an external one when its address is set. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    PrivatePostgres privatePostgres(Settings settings) {
        return PrivatePostgres.start(
                settings.data().resolve("postgres"), org.egide.platform.database.Settings.smallMachine());
    }

    // The pool is destroyed before the server it depends on.
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Settings settings, ObjectProvider<PrivatePostgres> own, ApplicationContext context) {
        var config = new HikariConfig();
        if (!settings.isSet(Setting.DATABASE_URL)) {
            usePrivate(config, settings, own, context);
        } else {
            config.setJdbcUrl(settings.text(Setting.DATABASE_URL));
            config.setUsername(settings.text(Setting.DATABASE_USER));
            config.setPassword(settings.text(Setting.DATABASE_PASSWORD));
        }
        config.setMaximumPoolSize(settings.number(Setting.DATABASE_CONNECTIONS));
        config.setMinimumIdle(2);
        config.setPoolName("egide");
        config.setAutoCommit(true);
        config.addDataSourceProperty("ApplicationName", "egide");
        // A value of a row must never stand in an exception, and so in a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }

    /** A command of the operator joins the server that is running; otherwise the database is started. */
    private static void usePrivate(
            HikariConfig config, Settings settings, ObjectProvider<PrivatePostgres> own, ApplicationContext context) {
        var running = context instanceof WebApplicationContext
                ? Optional.<RunningDatabase>empty()
                : RunningDatabase.on(settings.data().resolve("postgres"));
        if (running.isPresent()) {
            config.setJdbcUrl(running.get().jdbcUrl());
            config.setUsername(running.get().user());
            config.setPassword(running.get().password());
            return;
        }
        var postgres = own.getObject();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
    }
}
