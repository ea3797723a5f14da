package org.egide.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/**
 * Runs every {@link Routine} each few seconds through a durable scheduler, in one process of the node at a time: a second process
 * on the same database is harmless, and a process that dies is replaced. Only a server that plays {@code worker} runs jobs.
 */
@Component
final class Jobs implements SmartLifecycle {
    private static final int ROUNDS = 50;

    private final List<Routine> routines;
    private final DataSource database;
    private final Settings settings;
    private final boolean wanted;
    private volatile boolean running;
    private volatile Optional<Scheduler> scheduler = Optional.empty();

    Jobs(List<Routine> routines, DataSource database, Settings settings, ApplicationContext context) {
        this.routines = routines;
        this.database = database;
        this.settings = settings;
        this.wanted = settings.plays("worker")
                && settings.number(Setting.JOB_SECONDS) > 0
                && context instanceof WebApplicationContext;
    }

    @Override
    public void start() {
        running = true;
        if (!wanted || routines.isEmpty()) {
            return;
        }
        var pause = settings.seconds(Setting.JOB_SECONDS);
        var tasks = routines.stream().map(routine -> task(routine, pause)).toList();
        var started = Scheduler.create(database)
                .startTasks(tasks)
                .threads(Math.max(2, routines.size()))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(pause.compareTo(Duration.ofSeconds(2)) < 0 ? pause : Duration.ofSeconds(2))
                .heartbeatInterval(Duration.ofSeconds(20))
                .missedHeartbeatsLimit(4)
                .build();
        started.start();
        scheduler = Optional.of(started);
    }

    private static RecurringTask<Void> task(Routine routine, Duration pause) {
        return Tasks.recurring(routine.name(), FixedDelay.of(pause)).execute((instance, context) -> {
            // Until nothing is due, but not for ever: other processes and a stop must get their turn.
            for (var round = 0; round < ROUNDS && routine.work() > 0; round++) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        });
    }

    @Override
    public void stop() {
        scheduler.ifPresent(Scheduler::stop);
        scheduler = Optional.empty();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
