package org.egide.helpline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lines of this node: the files {@code helplines/<id>.yaml} in the data folder, taken up within seconds of being put there (R74.2).
 * A file that fails changes nothing: the line stays as it was, and the desk's page names each failing point. A file that is gone closes
 * its line to new contacts; nothing of the old ones is lost.
 */
@Component
final class Helplines implements Routine {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Desks desks;
    private final Clock clock;
    private final Path folder;
    private final Map<String, Helpline> parsed = new ConcurrentHashMap<>();
    private volatile Map<String, String> taken = Map.of();
    private volatile Map<String, List<Failing>> failing = Map.of();

    Helplines(JdbcClient database, Transaction transaction, Audit audit, Desks desks, Settings settings, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.desks = desks;
        this.clock = clock;
        this.folder = settings.data().resolve("helplines");
    }

    /** A line with the desk that answers. */
    record Open(Helpline line, DeskId desk) {}

    @Override
    public String name() {
        return "helpline-lines";
    }

    /** Looks at the folder; what has not changed costs a look at its text. */
    @Override
    public int work() {
        var files = read();
        if (files.equals(taken)) {
            return 0;
        }
        var faults = new TreeMap<String, List<Failing>>();
        var changed = 0;
        for (var file : files.entrySet()) {
            var checked = HelplineFile.check(file.getKey(), file.getValue());
            if (checked.line().isPresent()) {
                changed += take(checked.line().get(), file.getValue());
            } else {
                faults.put(file.getKey(), checked.failing());
            }
        }
        changed += close(files);
        failing = Map.copyOf(faults);
        taken = files;
        return changed;
    }

    private Map<String, String> read() {
        var files = new TreeMap<String, String>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var found = Files.list(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".yaml")) {
                    files.put(
                            name.substring(0, name.length() - ".yaml".length()),
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private int take(Helpline line, String text) {
        var hash = hash(text);
        return transaction.in(() -> {
            var known = database.sql("SELECT hash FROM helpline.line WHERE id = :id AND live FOR UPDATE")
                    .param("id", line.id())
                    .query(String.class)
                    .optional();
            if (known.filter(hash::equals).isPresent()) {
                return 0;
            }
            database.sql("""
                            INSERT INTO helpline.line (id, desk, country, body, hash, loaded, live)
                            VALUES (:id, :desk, :country, :body, :hash, :at, true)
                            ON CONFLICT (id) DO UPDATE SET desk = excluded.desk, country = excluded.country,
                                body = excluded.body, hash = excluded.hash, loaded = excluded.loaded, live = true
                            """)
                    .param("id", line.id())
                    .param("desk", desk(line.desk()).value())
                    .param("country", line.country())
                    .param("body", text)
                    .param("hash", hash)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(
                    Actor.system("helpline"), "helpline.line-taken", "line:" + line.id(), Map.of("sha256", hash)));
            return 1;
        });
    }

    private DeskId desk(String name) {
        return desks.ofKind(DeskKind.HELPLINE).stream()
                .filter(desk -> desk.name().equals(name))
                .findFirst()
                .orElseGet(() -> desks.create(DeskKind.HELPLINE, name))
                .id();
    }

    private int close(Map<String, String> files) {
        return transaction.in(() -> {
            var gone = database.sql(
                            "UPDATE helpline.line SET live = false WHERE live AND id <> ALL (:there) RETURNING id")
                    .param("there", files.keySet().toArray(String[]::new))
                    .query((row, number) -> row.getString(1))
                    .list();
            gone.forEach(
                    id -> audit.record(AuditEntry.of(Actor.system("helpline"), "helpline.line-closed", "line:" + id)));
            return gone.size();
        });
    }

    /** The files that fail and where, as this process last saw them. */
    Map<String, List<Failing>> failing() {
        return new TreeMap<>(failing);
    }

    /** The line of that name that takes new contacts. */
    Optional<Open> find(String id) {
        return database.sql("SELECT id, desk, body, hash FROM helpline.line WHERE id = :id AND live")
                .param("id", id)
                .query((row, number) ->
                        open(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .optional();
    }

    /** The line of a contact, also when it is closed by now. */
    Helpline of(Contact contact) {
        return database.sql("SELECT id, desk, body, hash FROM helpline.line WHERE id = :id")
                .param("id", contact.line())
                .query((row, number) ->
                        open(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .single()
                .line();
    }

    /** Whether any line takes new contacts. */
    boolean there() {
        return database.sql("SELECT EXISTS (SELECT 1 FROM helpline.line WHERE live)")
                .query(Boolean.class)
                .single();
    }

    /** All that take new contacts, by country and name. */
    List<Open> all() {
        return database.sql("SELECT id, desk, body, hash FROM helpline.line WHERE live ORDER BY country, id")
                .query((row, number) ->
                        open(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list();
    }

    /** The lines that this desk answers: one look by the desk, not by all lines of the node. */
    List<Helpline> of(DeskId desk) {
        return database
                .sql("SELECT id, desk, body, hash FROM helpline.line WHERE desk = :desk AND live ORDER BY country, id")
                .param("desk", desk.value())
                .query((row, number) ->
                        open(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list()
                .stream()
                .map(Open::line)
                .toList();
    }

    private Open open(String id, UUID desk, String body, String hash) {
        var line = parsed.computeIfAbsent(
                id + ' ' + hash,
                key -> HelplineFile.check(id, body)
                        .line()
                        .orElseThrow(() ->
                                new IllegalStateException("a line that was taken does not pass any more: " + id)));
        return new Open(line, new DeskId(desk));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
