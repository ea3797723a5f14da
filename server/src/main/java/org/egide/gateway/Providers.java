package org.egide.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may report by interface (R61.1). Passwords are 256 random bits made here, so a plain SHA-256 of one cannot be guessed back
 * and costs a report nothing. A look-up is remembered for a few seconds; switching a provider off is seen here at once and by
 * other processes after those seconds.
 */
@Component
public final class Providers {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Pattern USERNAME = Pattern.compile("p-[0-9a-f]{16}");
    private static final byte[] NOBODY = new byte[32];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Desks desks;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Providers(JdbcClient database, Transaction transaction, Audit audit, Desks desks, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.desks = desks;
        this.clock = clock;
    }

    /** A new provider at the desk that receives reports. Refuses {@code provider-exists} when the name is taken. */
    public Credentials create(String name, ProviderKind kind) {
        return create(name, kind, desks.receiving().id(), Actor.system("gateway"));
    }

    /** A new provider at the person's desk. */
    Credentials create(Person by, String name, ProviderKind kind) {
        return create(name, kind, by.desk().id(), by.actor());
    }

    private Credentials create(String name, ProviderKind kind, DeskId desk, Actor by) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > Provider.MAX_NAME) {
            throw Refusal.because("bad-name", "A provider has a name of 1 to " + Provider.MAX_NAME + " characters.");
        }
        var id = new ProviderId(UUID.randomUUID());
        var credentials = new Credentials("p-" + HexFormat.of().formatHex(random(8)), base64(random(32)));
        try {
            transaction.run(() -> {
                insert(new Provider(id, desk, stripped, kind, credentials.username(), true), credentials);
                audit.record(
                        AuditEntry.of(by, "gateway.provider-created", "provider:" + id, Map.of("kind", kind.name())));
            });
        } catch (DuplicateKeyException e) {
            throw Refusal.withStatus(409, "provider-exists", "There is a provider of this name already.");
        }
        return credentials;
    }

    private void insert(Provider provider, Credentials credentials) {
        database.sql("""
                        INSERT INTO gateway.provider (id, desk, name, kind, username, secret, active, made)
                        VALUES (:id, :desk, :name, :kind, :username, :secret, true, :made)
                        """)
                .param("id", provider.id().value())
                .param("desk", provider.desk().value())
                .param("name", provider.name())
                .param("kind", provider.kind().name())
                .param("username", provider.username())
                .param("secret", hash(credentials.password()))
                .param("made", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The providers of the person's desk, by name. */
    List<Provider> ofDeskOf(Person viewer) {
        return database.sql("SELECT * FROM gateway.provider WHERE desk = :desk ORDER BY name, id")
                .param("desk", viewer.desk().id().value())
                .query((row, number) -> read(row))
                .list();
    }

    /** Every provider of this node. */
    List<Provider> all() {
        return database.sql("SELECT * FROM gateway.provider ORDER BY made DESC, id")
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Provider> find(ProviderId id) {
        return database.sql("SELECT * FROM gateway.provider WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** Switches a provider of the person's desk off; its reports stay. Repeating it changes nothing. */
    void deactivate(Person by, ProviderId id) {
        transaction.run(() -> {
            var provider = find(id).filter(
                            found -> found.desk().equals(by.desk().id()))
                    .orElseThrow(Refusal::notFound);
            var changed = database.sql("UPDATE gateway.provider SET active = false WHERE id = :id AND active")
                    .param("id", provider.id().value())
                    .update();
            if (changed > 0) {
                audit.record(AuditEntry.of(by.actor(), "gateway.provider-deactivated", "provider:" + id));
            }
        });
        known.clear();
    }

    /** The provider of this user name, active or not, when the password is right. Wrong names and wrong passwords look the same. */
    Optional<Provider> check(String username, String password) {
        var stored = look(username);
        var right =
                MessageDigest.isEqual(hash(password), stored.map(Known::secret).orElse(NOBODY));
        return right ? stored.map(Known::provider) : Optional.empty();
    }

    private Optional<Known> look(String username) {
        var now = clock.instant();
        var remembered = Optional.ofNullable(known.get(username))
                .filter(entry -> now.isBefore(entry.read().plus(REMEMBERED)));
        if (remembered.isPresent()) {
            return remembered;
        }
        return USERNAME.matcher(username).matches() ? readKnown(username, now) : Optional.empty();
    }

    private Optional<Known> readKnown(String username, Instant now) {
        var found = database.sql("SELECT * FROM gateway.provider WHERE username = :username")
                .param("username", username)
                .query((row, number) -> new Known(read(row), row.getBytes("secret"), now))
                .optional();
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        found.ifPresent(entry -> known.put(username, entry));
        return found;
    }

    private static Provider read(ResultSet row) throws SQLException {
        return new Provider(
                new ProviderId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getString("name"),
                ProviderKind.valueOf(row.getString("kind")),
                row.getString("username"),
                row.getBoolean("active"));
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String password) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("provider:" + password).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Known(Provider provider, byte[] secret, Instant read) {}
}
