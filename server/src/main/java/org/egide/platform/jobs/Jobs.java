package org.egide.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs every {@link Routine} each few seconds through a durable scheduler, in one process of the node at a time: a second process
 * on the same database is harmless, and a process that dies is replaced. Only a server that plays {@code worker} runs jobs.
 */
@Component
final class Jobs implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int ROUNDS = 50;

    private final List<Routine> routines;
    private final DataSource database;
    private final Settings settings;
    private final boolean wanted;
    private volatile boolean running;
    private final java.util.concurrent.atomic.AtomicReference<Scheduler> scheduler =
            new java.util.concurrent.atomic.AtomicReference<>();

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
        scheduler.set(started);
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
        var started = scheduler.getAndSet(null);
        if (started != null) {
            started.stop();
        }
        running = false;
        LOG.debug("jobs stopped");
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
