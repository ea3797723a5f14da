package org.egide.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egide.keys.Place;
import org.egide.keys.ReturnKey;
import org.egide.keys.ReturnKeys;
import org.egide.platform.Json;
import org.egide.platform.Language;
import org.egide.platform.jobs.Routine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A child keeps a place before anything is sent: a code, and behind it the answers so far (R22.1, R30.1: a report can be resumed, and a
 * dropped connection loses nothing).
 *
 * <p>The answers are sealed to a key pair made for the place, whose private half is wrapped under the code: the code alone opens them.
 * They are deliberately sealed to <em>no</em> purpose of the house. What was not sent was not told, so nobody who works here may read it,
 * with or without a reason; a lost code loses the draft, and nothing is ever acted on that a child did not send. The price is that
 * immediate danger in a draft pages nobody: the path shows whom to call on the page after that answer.
 *
 * <p>The page in the child's hands carries a {@link Ticket}: with it later answers are sealed without Argon2, since sealing needs the
 * public half only. Whoever holds a ticket can overwrite the draft and see the code, like anybody at that open page, but cannot read the
 * draft. All drafts have one size. A place ends {@value #DAYS} days after its last answer, by day, and then is gone.
 */
@Component
public final class KeptPlaces implements Routine {
    /** Days for which a place is kept after its last answer. */
    public static final int DAYS = 2;

    private static final int SIZE = 16_380;
    private static final JsonMapper JSON = Json.forgetful();

    private final JdbcClient database;
    private final ReceiptCodes codes;
    private final ReturnKeys keys;
    private final SealedField field;
    private final Clock clock;

    KeptPlaces(JdbcClient database, ReceiptCodes codes, ReturnKeys keys, Pepper pepper, Clock clock) {
        this.database = database;
        this.codes = codes;
        this.keys = keys;
        this.field = new SealedField(pepper, "ticket", Duration.ofDays(DAYS + 1), clock);
        this.clock = clock;
    }

    /** For somebody who opens the first page now. */
    public Ticket begin() {
        return new Ticket(clock.instant().truncatedTo(ChronoUnit.SECONDS), Optional.empty());
    }

    /** The ticket as a hidden field. */
    public String write(Ticket ticket) {
        var plain = ByteBuffer.allocate(Long.BYTES + ReceiptCode.LENGTH * Short.BYTES)
                .putLong(ticket.since().getEpochSecond());
        ticket.code()
                .ifPresentOrElse(
                        code -> code.numbers().forEach(number -> plain.putShort(number.shortValue())),
                        () -> plain.putShort((short) -1));
        return field.write(plain.array());
    }

    /** The ticket in a hidden field; nothing when it is not ours or too old. */
    public Optional<Ticket> read(String written) {
        return field.read(written).map(bytes -> {
            var plain = ByteBuffer.wrap(bytes);
            var since = Instant.ofEpochSecond(plain.getLong());
            var numbers = new Integer[ReceiptCode.LENGTH];
            Arrays.setAll(numbers, place -> (int) plain.getShort());
            return new Ticket(
                    since, numbers[0] < 0 ? Optional.empty() : Optional.of(new ReceiptCode(Arrays.asList(numbers))));
        });
    }

    /** Keeps a place for the answers so far; a ticket that has a place keeps it. May refuse {@code busy}. */
    public Ticket keep(Ticket ticket, Language language, Map<String, String> answers) {
        if (ticket.code().isPresent()
                && (update(ticket, answers) || codes.isTaken(ticket.code().get()))) {
            return ticket;
        }
        var code = ticket.code()
                .map(known -> codes.issue(known, language, false, false))
                .orElseGet(() -> codes.issue(language));
        database.sql("""
                        INSERT INTO report.place (selector, salt, tag, public_key, wrapped_key, sealed, last_day)
                        VALUES (:selector, :salt, :tag, :public, :wrapped, :sealed, :last)
                        """)
                .param("selector", code.selector())
                .param("salt", code.salt())
                .param("tag", code.tag())
                .param("public", code.pair().publicKey())
                .param("wrapped", code.pair().wrapped())
                .param("sealed", sealed(code.pair().publicKey(), code.code(), answers))
                .param("last", lastDay())
                .update();
        return new Ticket(ticket.since(), Optional.of(code.code()));
    }

    /** Puts these answers in the place of the former ones; nothing happens without a place, and then it says so. */
    public boolean update(Ticket ticket, Map<String, String> answers) {
        return ticket.code()
                .filter(code -> publicKey(code)
                        .filter(key -> database.sql("""
                                        UPDATE report.place SET sealed = :sealed, last_day = :last
                                        WHERE selector = :selector AND public_key = :public
                                        """)
                                        .param("sealed", sealed(key, code, answers))
                                        .param("last", lastDay())
                                        .param("selector", code.selector())
                                        .param("public", key)
                                        .update()
                                > 0)
                        .isPresent())
                .isPresent();
    }

    /**
     * The code of the place, for the report that is sent now: {@link ReceiptCodes#keep} then moves it in the report's own transaction.
     * After its last day the same code is made again; nothing when there is no place or the code stands for a report already.
     */
    public Optional<IssuedCode> issued(Ticket ticket, Language language) {
        return ticket.code()
                .flatMap(code -> stored(code, language)
                        .or(() -> codes.isTaken(code)
                                ? Optional.empty()
                                : Optional.of(codes.issue(code, language, false, false))));
    }

    private Optional<IssuedCode> stored(ReceiptCode code, Language language) {
        return database.sql("SELECT salt, tag, public_key, wrapped_key FROM report.place WHERE selector = :selector")
                .param("selector", code.selector())
                .query((row, number) -> new IssuedCode(
                        code,
                        codes.words(code, language),
                        row.getBytes("salt"),
                        row.getBytes("tag"),
                        new ReturnKeys.Pair(row.getBytes("public_key"), row.getBytes("wrapped_key")),
                        false))
                .optional();
    }

    /** Whether the ticket's code is the one of that report. */
    public boolean isFor(Ticket ticket, ReportId report) {
        return ticket.code()
                .filter(code -> codes.standsFor(code, Subject.of(report)))
                .isPresent();
    }

    /** Throws the place away, because the child wants it. */
    public void drop(Ticket ticket) {
        ticket.code()
                .ifPresent(code -> database.sql("DELETE FROM report.place WHERE selector = :selector")
                        .param("selector", code.selector())
                        .update());
    }

    /** The last day (UTC) on which a place kept now still opens. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(DAYS);
    }

    private Optional<byte[]> publicKey(ReceiptCode code) {
        return database.sql("SELECT public_key FROM report.place WHERE selector = :selector AND last_day >= :today")
                .param("selector", code.selector())
                .param("today", lastDay().minusDays(DAYS))
                .query((row, number) -> row.getBytes("public_key"))
                .optional();
    }

    private byte[] sealed(byte[] publicKey, ReceiptCode code, Map<String, String> answers) {
        var told = JSON.writeValueAsBytes(new TreeMap<>(answers));
        var even = Arrays.copyOf(told, Math.max(told.length, SIZE));
        Arrays.fill(even, told.length, even.length, (byte) ' ');
        return keys.seal(publicKey, placeOf(code), even);
    }

    static Found open(JdbcClient database, ReceiptCode code, ReturnKey key) {
        return database.sql("SELECT sealed FROM report.place WHERE selector = :selector")
                .param("selector", code.selector())
                .query((row, number) -> row.getBytes("sealed"))
                .optional()
                .<Found>map(draft -> new Found.Kept(
                        code,
                        JSON.readValue(
                                new String(key.open(placeOf(code), draft), StandardCharsets.UTF_8),
                                new TypeReference<TreeMap<String, String>>() {})))
                .orElseGet(Found.Nothing::new);
    }

    private static Place placeOf(ReceiptCode code) {
        return new Place("report.place", String.valueOf(code.selector()), "sealed");
    }

    @Override
    public String name() {
        return "kept-places";
    }

    @Override
    public int work() {
        return database.sql("DELETE FROM report.place WHERE last_day < :today")
                .param("today", lastDay().minusDays(DAYS))
                .update();
    }
}
