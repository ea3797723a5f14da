package org.egide.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Speaks NCMEC's form: pages of 1,000, ranges that include both ends, a feedback door. */
final class NcmecFixture extends UpstreamFixture {
    static final String USER = "invented-desk";
    static final String PASSWORD = "invented-password-4711";

    private static final int PAGE = 1_000;
    private static final Pattern FEEDBACK =
            Pattern.compile("PUT /sharing/v2/entries/([^/]+)/([^/]+)/([A-Z0-9]+)/feedback");

    private final Map<String, Entry> entries = new TreeMap<>();
    private final List<String> votes = new ArrayList<>();

    /** An entry as the service holds it; {@code inside} is what stands between its fingerprint tags. */
    private record Entry(String id, Instant at, boolean deleted, String inside) {
        private String xml() {
            var tag = deleted ? "deletedImage" : "image";
            return "<" + tag + "><member id=\"42\">Invented member</member><id>" + id + "</id><timestamp>" + at
                    + "</timestamp>"
                    + (deleted ? "" : "<classification>A1</classification><fingerprints>" + inside + "</fingerprints>")
                    + "</"
                    + tag + ">";
        }
    }

    synchronized NcmecFixture put(String id, Instant at, String fingerprints) {
        entries.put(id, new Entry(id, at.truncatedTo(ChronoUnit.SECONDS), false, fingerprints));
        return this;
    }

    /** An entry with an MD5 of noise. */
    NcmecFixture put(String id, Instant at, long seed) {
        return put(id, at, "<md5>" + noise(seed, 16) + "</md5>");
    }

    synchronized void delete(String id, Instant at) {
        entries.put(id, new Entry(id, at.truncatedTo(ChronoUnit.SECONDS), true, ""));
    }

    synchronized List<String> votes() {
        return List.copyOf(votes);
    }

    @Override
    synchronized Said answer(HttpExchange exchange, String line, String body) {
        var wanted =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Said.of(401, "");
        }
        var feedback = FEEDBACK.matcher(line);
        if (feedback.matches()) {
            votes.add(feedback.group(1) + "/" + feedback.group(2) + "/" + feedback.group(3) + " " + body);
            return Said.of(200, "");
        }
        return line.startsWith("GET /sharing/v2/entries?") ? answer(query(line)) : Said.of(404, "");
    }

    /** The page that it would give to that question. */
    synchronized Said answer(Map<String, String> query) {
        var from = Instant.parse(query.get("from"));
        var to = Instant.parse(query.get("to"));
        var start = Integer.parseInt(query.getOrDefault("start", "0"));
        var inRange = entries.values().stream()
                .filter(entry -> !entry.at().isBefore(from) && !entry.at().isAfter(to))
                .sorted(java.util.Comparator.comparing(Entry::at).thenComparing(Entry::id))
                .toList();
        var page = inRange.stream().skip(start).limit(PAGE).toList();
        var next = start + PAGE < inRange.size()
                ? "<paging><next>/v2/entries?from=" + from + "&amp;to=" + to + "&amp;start=" + (start + PAGE)
                        + "&amp;size=" + PAGE + "&amp;max=" + inRange.size() + "</next></paging>"
                : "";
        return Said.of(
                200, result(joined(page.stream().map(Entry::xml).toList()), page.isEmpty() ? "" : "" + to, next));
    }

    /** A whole answer around what is given. */
    static String result(String images, String latest, String paging) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><queryResult xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\">"
                + "<images count=\"1\" maxTimestamp=\"" + latest + "\">" + images + "</images>" + paging
                + "</queryResult>";
    }
}
