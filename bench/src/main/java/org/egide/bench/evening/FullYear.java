package org.egide.bench.evening;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The closed contacts of a year beside the living ones. Rows are made by the database itself; live codes are those of the last 30 days,
 * as the code of a finished contact ends then. Beside each figure stands a peer in the same run: the queue without its index, the gap
 * map counted from the contacts instead of from what was counted when it happened.
 */
final class FullYear {
    private static final long TOGETHER = 1_000_000;
    private static final int WAITING = 2_000;
    private static final int TRIES = 200;
    private static final int FEW_TRIES = 5;

    private final JdbcClient database;
    private final long rows;
    private final Evening.Printer printer;

    FullYear(JdbcClient database, long rows, Evening.Printer printer) {
        this.database = database;
        this.rows = rows;
        this.printer = printer;
    }

    void measure(HttpClient http, int port, String cookie, String line) {
        var child = new Forms(http, port, "");
        var begun = child.post(
                "/en/chat",
                Map.of(
                        "line",
                        line,
                        "about",
                        "SCHOOL",
                        "age",
                        "A13_15",
                        "key",
                        UUID.randomUUID().toString()));
        var code = code(begun.body());
        fill(line);
        var desk = new Forms(http, port, cookie);
        var csrf = Forms.hidden(desk.get("/desk/helpline").body(), "csrf");
        must(
                desk.post("/desk/helpline/on", Map.of("csrf", csrf, "language", "en", "capacity", "20"))
                        .statusCode(),
                303);
        tell(
                "queue_page",
                Evening.times(TRIES, () -> must(desk.get("/desk/helpline").statusCode(), 200)));
        var talks = new ArrayList<String>();
        tell("take_next", Evening.times(20, () -> talks.add(next(desk, csrf))));
        tell("code", Evening.times(40, () -> must(found(child, code), 200)));
        tell("code_that_opens_nothing", Evening.times(40, () -> must(found(child, "one two three"), 200)));
        tell("gap_map", Evening.times(TRIES, () -> must(desk.get("/desk/gaps").statusCode(), 200)));
        tell(
                "figures_page",
                Evening.times(
                        TRIES, () -> must(desk.get("/desk/helpline/figures").statusCode(), 200)));
        peers(line);
    }

    private static String next(Forms desk, String csrf) {
        var taken = desk.post("/desk/helpline/next", Map.of("csrf", csrf));
        must(taken.statusCode(), 303);
        var at = taken.headers().firstValue("Location").orElse("");
        if (at.length() < 20) {
            throw new IllegalStateException("nobody waited");
        }
        return at;
    }

    private static int found(Forms child, String code) {
        return child.post("/en/chat", Map.of("code", code)).statusCode();
    }

    private static String code(String page) {
        var list = page.substring(page.indexOf("<ol class=\"code\""));
        return String.join(
                " ",
                Pattern.compile("<li><b>([^<]+)</b></li>")
                        .matcher(list)
                        .results()
                        .map(word -> word.group(1))
                        .toList());
    }

    private void fill(String line) {
        var start = System.nanoTime();
        for (var from = 1L; from <= rows; from += TOGETHER) {
            closed(from, Math.min(rows, from + TOGETHER - 1));
        }
        database.sql("""
                        INSERT INTO helpline.contact (id, line, desk, kind, state, language, age, region, needs, urgency, danger,
                            extortion, begun, waiting_since, child_seen)
                        SELECT gen_random_uuid(), l.id, l.desk, 'MESSAGE', 'WAITING', 'en', 'A13_15', '', 'SCHOOL', n % 4, false,
                            false, current_date, now() - n * interval '1 second', now()
                        FROM generate_series(1, :waiting) n JOIN helpline.line l ON l.id = CASE WHEN n % 2 = 0 THEN :line
                            ELSE 'line-' || lpad((n % 192)::text, 3, '0') END
                        """).param("waiting", WAITING).param("line", line).update();
        var codes = rows * 30 / 365;
        database.sql("""
                        INSERT INTO report.code (selector, kind, subject, salt, tag, public_key, wrapped_key)
                        SELECT n * 3, 'CONTACT', gen_random_uuid(), decode(md5(n::text), 'hex'),
                            decode(md5(n::text) || md5((n + 1)::text), 'hex'), decode(repeat('00', 100), 'hex'),
                            decode(repeat('00', 180), 'hex')
                        FROM generate_series(1, least(:codes, 1390000)) n ON CONFLICT DO NOTHING
                        """).param("codes", codes).update();
        database.sql("""
                        INSERT INTO helpline.unmet (quarter, region, need, gap, number)
                        SELECT '2025-Q' || q, l.country || r, need, gap, (random() * 60)::int
                        FROM (SELECT DISTINCT country FROM helpline.line) l,
                             unnest(ARRAY['', '-north', '-east', '-south', '-west']) r, generate_series(1, 4) q,
                             unnest(ARRAY['VIOLENCE', 'MENTAL_HEALTH', 'FAMILY', 'PEERS', 'SCHOOL', 'SEXUALITY',
                                 'PHYSICAL_HEALTH', 'DISCRIMINATION', 'ACCESS_TO_SERVICES', 'UNKNOWN']) need,
                             unnest(ARRAY['UNANSWERED', 'NO_SERVICE', 'REFUSED', 'TOO_FAR', 'TOO_LATE']) gap
                        ON CONFLICT DO NOTHING
                        """).update();
        database.sql("VACUUM (ANALYZE) helpline.contact").update();
        database.sql("ANALYZE report.code").update();
        database.sql("ANALYZE helpline.unmet").update();
        printer.print(
                "filled",
                Map.of(
                        "closed_contacts",
                        count("SELECT count(*) FROM helpline.contact WHERE state = 'CLOSED'"),
                        "waiting",
                        count("SELECT count(*) FROM helpline.contact WHERE state = 'WAITING'"),
                        "live_codes",
                        count("SELECT count(*) FROM report.code"),
                        "contact_mb",
                        count("SELECT pg_total_relation_size('helpline.contact') / 1048576"),
                        "seconds",
                        Math.round(Count.since(start) / 1000)));
    }

    private void closed(long from, long to) {
        database.sql("""
                        INSERT INTO helpline.contact (id, line, desk, kind, state, language, age, region, needs, urgency, danger,
                            extortion, begun, counsellor, waited, outcome, ended, code_ends)
                        SELECT gen_random_uuid(), l.id, l.desk, 'CHAT', 'CLOSED', 'en', 'A13_15', 'north',
                            (ARRAY['VIOLENCE', 'FAMILY', 'SCHOOL', 'PEERS'])[1 + n % 4], 2, false, false,
                            current_date - (n % 365)::int, l.desk, (n % 900)::int, 'HEARD', current_date - (n % 365)::int,
                            CASE WHEN n % 365 < 30 THEN current_date + 30 - (n % 365)::int END
                        FROM generate_series(:from, :to) n
                        JOIN helpline.line l ON l.id = 'line-' || lpad((n % 192)::text, 3, '0')
                        """).param("from", from).param("to", to).update();
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** The same questions without what makes them fast. */
    private void peers(String line) {
        var counted = Evening.times(
                FEW_TRIES,
                () -> database.sql("""
                        SELECT region, needs, count(*) FROM helpline.contact
                        WHERE begun >= current_date - 90 GROUP BY region, needs
                        """).query((row, number) -> row.getLong(3)).list());
        printer.print("peer_gap_map_from_contacts", figures(counted));
        var next = """
                SELECT id FROM helpline.contact WHERE desk = (SELECT desk FROM helpline.line WHERE id = :line)
                    AND state = 'WAITING' ORDER BY urgency, waiting_since, id LIMIT 1
                """;
        Runnable ask =
                () -> database.sql(next).param("line", line).query(UUID.class).list();
        printer.print("peer_next_sql_with_index", figures(Evening.times(TRIES, ask)));
        database.sql("DROP INDEX helpline.contact_queue").update();
        database.sql("DROP INDEX helpline.contact_gone").update();
        printer.print("peer_next_sql_without_index", figures(Evening.times(FEW_TRIES, ask)));
    }

    private void tell(String name, List<Double> times) {
        printer.print(name, figures(times));
    }

    private static Map<String, Object> figures(List<Double> times) {
        return Map.of(
                "tries",
                times.size(),
                "ms_p50",
                Count.quantile(times, 0.5),
                "ms_p95",
                Count.quantile(times, 0.95),
                "aim_ms_p95",
                300);
    }

    private static void must(int status, int wanted) {
        if (status != wanted) {
            throw new IllegalStateException("the node answered " + status + " instead of " + wanted);
        }
    }
}
