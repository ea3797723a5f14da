package org.egide.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Drops, once an hour, what a broken-off upload left behind: files that neither a report nor a module names, and ciphertexts that
 * no row names (their key was never stored, nobody can open them), both when they are older than a day. A row always goes before
 * its ciphertext, so that a power loss leaves a ciphertext without a row and never the other way round.
 *
 * <p>When most of the ciphertexts have no row, the folder belongs to another database: then nothing is dropped.
 */
@Component
final class FileSweep implements Routine {
    static final Duration PATIENCE = Duration.ofDays(1);
    private static final Duration EACH = Duration.ofHours(1);
    private static final int FEW = 100;
    private static final int TOGETHER = 1_000;
    private static final Actor SWEEP = Actor.system("file-sweep");
    private static final Logger LOG = LoggerFactory.getLogger(FileSweep.class);

    private final Path folder;
    private final FileStore store;
    private final ObjectProvider<NamesFiles> modules;
    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;
    private volatile Instant next = Instant.MIN;

    FileSweep(
            Settings settings,
            FileStore store,
            ObjectProvider<NamesFiles> modules,
            JdbcClient database,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.folder = settings.data().resolve("files");
        this.store = store;
        this.modules = modules;
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orphaned-files";
    }

    @Override
    public int work() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return 0;
        }
        next = now.plus(EACH);
        return sweep(now.minus(PATIENCE));
    }

    int sweep(Instant before) {
        return unnamedFiles(before) + orphans(before);
    }

    private int unnamedFiles(Instant before) {
        var dropped = 0;
        var last = new FileId(new UUID(0, 0));
        for (var files = unnamed(last, before); !files.isEmpty(); files = unnamed(last, before)) {
            last = files.getLast();
            var needed = new HashSet<FileId>();
            for (var module : modules) {
                needed.addAll(module.named(files));
            }
            for (var file : files) {
                if (!needed.contains(file)) {
                    store.discard(file, SWEEP);
                    dropped++;
                }
            }
        }
        return dropped;
    }

    private List<FileId> unnamed(FileId after, Instant before) {
        return database.sql("""
                        SELECT id FROM report.file WHERE report IS NULL AND kept_at < :before AND id > :after
                        ORDER BY id LIMIT :limit
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("after", after.value())
                .param("limit", TOGETHER)
                .query((row, number) -> new FileId(row.getObject("id", UUID.class)))
                .list();
    }

    private int orphans(Instant before) {
        var all = 0;
        var orphans = new ArrayList<Path>();
        for (var part : inside(folder)) {
            var files = inside(part);
            var named = named(files);
            all += files.size();
            files.stream()
                    .filter(file -> !named.contains(file.getFileName().toString()) && isOlder(file, before))
                    .forEach(orphans::add);
        }
        if (orphans.size() > FEW && 2 * orphans.size() > all) {
            LOG.error(
                    "{} of {} sealed files have no row: is this the right database? Nothing was dropped.",
                    orphans.size(),
                    all);
            return 0;
        }
        orphans.forEach(this::drop);
        return orphans.size();
    }

    private void drop(Path orphan) {
        var name = orphan.getFileName().toString();
        transaction.run(() -> audit.record(
                AuditEntry.of(SWEEP, "report.orphan-dropped", "file:" + name.substring(0, 36), Map.of("name", name))));
        try {
            Files.deleteIfExists(orphan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of those that a row names. What is no file of ours is left alone like one that is named. */
    private Set<String> named(List<Path> files) {
        var named = new HashSet<String>();
        var ids = new ArrayList<UUID>();
        for (var file : files) {
            var name = file.getFileName().toString();
            if (name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                ids.add(UUID.fromString(name));
            } else if (!name.matches("[0-9a-f-]{36}\\.draft")) {
                named.add(name);
            }
        }
        for (var start = 0; start < ids.size(); start += TOGETHER) {
            rows(ids.subList(start, Math.min(ids.size(), start + TOGETHER))).forEach(id -> named.add(id.toString()));
        }
        return named;
    }

    private List<FileId> rows(Collection<UUID> ids) {
        return database.sql("SELECT id FROM report.file WHERE id IN (:ids)")
                .param("ids", ids)
                .query((row, number) -> new FileId(row.getObject("id", UUID.class)))
                .list();
    }

    private static List<Path> inside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            // Gone meanwhile: nothing to drop.
            return false;
        }
    }
}
