package org.egide.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A client that keeps to the NCMEC form to the letter, and is as strict as clients are: it fails on a child it does not know, wants
 * exactly one member and id, takes ranges of time, shrinks them by four when the first page has a next, and moves its checkpoint only
 * when a range is drained.
 */
final class NcmecClient {
    private static final String SPACE = "https://hashsharing.ncmec.org/hashsharing/v2";
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> PRINTS =
            Set.of("md5", "sha1", "pdna", "pdq", "netclean", "videntifier", "tmk-pdqf");

    private final HttpClient http;
    private final URI base;
    private final String authorization;
    private final Map<String, Entry> held = new TreeMap<>();
    private final List<String> deleted = new ArrayList<>();
    private long checkpoint;
    private int calls;
    private int shrunk;

    NcmecClient(HttpClient http, URI base, String username, String password) {
        this.http = http;
        this.base = base;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** An entry as the client holds it. */
    record Entry(
            int member,
            String id,
            String kind,
            Instant at,
            String classification,
            Map<String, String> prints,
            String feedback) {
        String key() {
            return member + "-" + id;
        }
    }

    record Page(List<Entry> entries, Optional<String> next) {
        /** How many entries the range seems to have, by the numbers of its next. */
        long estimate() {
            return next.map(path -> number(path, "max") - number(path, "start") + entries.size())
                    .orElse((long) entries.size());
        }

        private static long number(String path, String name) {
            var found = Pattern.compile("[?&]" + name + "=([0-9]+)").matcher(path);
            assertThat(found.find()).as(name + " in " + path).isTrue();
            return Long.parseLong(found.group(1));
        }
    }

    Map<String, Entry> held() {
        return held;
    }

    /** One entry that must be held. */
    Entry entry(String key) {
        return java.util.Objects.requireNonNull(held.get(key), key);
    }

    List<String> deleted() {
        return deleted;
    }

    long checkpoint() {
        return checkpoint;
    }

    int calls() {
        return calls;
    }

    int shrunk() {
        return shrunk;
    }

    /** The same client after it was started anew: it knows its checkpoint and what it holds. */
    void pull(Instant end) {
        var last = end.getEpochSecond();
        var current = checkpoint;
        var duration = last - current;
        while (current < last) {
            duration = Math.max(1, duration);
            var to = Math.min(last, current + duration);
            var first = page(range(current, to));
            if (first.next().isPresent() && duration > 1) {
                duration /= 4;
                shrunk++;
                continue;
            }
            drain(first);
            current = to;
            checkpoint = to;
        }
    }

    /** Follows a page to the end of its range. */
    void drain(Page first) {
        for (var page = first; ; page = page(page.next().get())) {
            take(page);
            if (page.next().isEmpty()) {
                return;
            }
        }
    }

    void take(Page page) {
        for (var entry : page.entries()) {
            if (entry.kind().startsWith("deleted")) {
                held.remove(entry.key());
                deleted.add(entry.key());
            } else {
                held.put(entry.key(), entry);
            }
        }
    }

    static String range(long from, long to) {
        return "/v2/entries?from=" + WRITTEN.format(Instant.ofEpochSecond(from)) + "&to="
                + WRITTEN.format(Instant.ofEpochSecond(to));
    }

    Page page(String path) {
        assertThat(path).startsWith("/v2/entries?");
        calls++;
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var root = root(answer.body(), "queryResult");
        var entries = new ArrayList<Entry>();
        var next = Optional.<String>empty();
        for (var child : children(root)) {
            switch (child.getLocalName()) {
                case "images", "videos" -> entries.addAll(list(child));
                case "paging" -> next = Optional.of(only(child, "next").getTextContent());
                default -> throw new AssertionError("unknown child " + child.getLocalName());
            }
        }
        return new Page(entries, next);
    }

    private static List<Entry> list(Element list) {
        var entries = children(list).stream().map(NcmecClient::entry).toList();
        assertThat(Integer.parseInt(list.getAttribute("count"))).isEqualTo(entries.size());
        assertThat(list.getAttribute("maxTimestamp")).matches(TIME);
        assertThat(Instant.parse(list.getAttribute("maxTimestamp")))
                .isEqualTo(
                        entries.stream().map(Entry::at).max(Instant::compareTo).orElseThrow());
        var kind = list.getLocalName().equals("images") ? "image" : "video";
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.kind().toLowerCase(java.util.Locale.ROOT))
                        .endsWith(kind));
        return entries;
    }

    private static Entry entry(Element entry) {
        var kind = entry.getLocalName();
        assertThat(Set.of("image", "video", "deletedImage", "deletedVideo")).contains(kind);
        var prints = new TreeMap<String, String>();
        var classification = "";
        var feedback = "";
        for (var child : children(entry)) {
            switch (child.getLocalName()) {
                case "member", "id", "timestamp" -> {}
                case "classification" -> classification = child.getTextContent();
                case "fingerprints" ->
                    children(child).forEach(print -> prints.put(print.getLocalName(), print.getTextContent()));
                case "feedback" -> feedback = feedback(child);
                default -> throw new AssertionError("unknown child " + child.getLocalName());
            }
        }
        assertThat(PRINTS).containsAll(prints.keySet());
        if (prints.containsKey("pdq")) {
            assertThat(prints.get("pdq")).matches("[0-9a-f]{64}");
        }
        assertThat(kind.startsWith("deleted")).isEqualTo(prints.isEmpty());
        if (!classification.isEmpty()) {
            assertThat(classification).isIn("A1", "A2", "B1", "B2");
        }
        var timestamp = only(entry, "timestamp").getTextContent();
        assertThat(timestamp).matches(TIME);
        return new Entry(
                Integer.parseInt(only(entry, "member").getAttribute("id")),
                only(entry, "id").getTextContent(),
                kind,
                Instant.parse(timestamp),
                classification,
                prints,
                feedback);
    }

    /** Said as {@code +Pdq:101} and {@code -Md5:102(reason)}. */
    private static String feedback(Element feedback) {
        assertThat(feedback.getAttribute("lastUpdateTimestamp")).matches(TIME);
        // A blank here makes a client in wide use look for attributes that are not there.
        assertThat(feedback.getFirstChild().getNodeType()).isEqualTo(org.w3c.dom.Node.ELEMENT_NODE);
        var said = new ArrayList<String>();
        for (var one : children(feedback)) {
            var type = one.getAttribute("type");
            assertThat(type).isIn("Md5", "Sha1", "Pdq");
            switch (one.getLocalName()) {
                case "affirmativeFeedback" ->
                    children(one).forEach(members -> said.add("+" + type + ":" + voter(members)));
                case "negativeFeedback" -> said.addAll(negative(type, only(one, "reasons")));
                default -> throw new AssertionError("unknown child " + one.getLocalName());
            }
        }
        return String.join(" ", said);
    }

    private static List<String> negative(String type, Element reasons) {
        var said = new ArrayList<String>();
        var guid = "";
        for (var child : children(reasons)) {
            if (child.getLocalName().equals("reason")) {
                guid = child.getAttribute("guid");
                assertThat(child.getAttribute("name")).isNotBlank();
                assertThat(child.getAttribute("type")).isEqualTo(type);
            } else {
                said.add("-" + type + ":" + voter(child) + "(" + guid + ")");
            }
        }
        return said;
    }

    private static String voter(Element members) {
        assertThat(members.getLocalName()).isEqualTo("members");
        assertThat(members.getAttribute("timestamp")).matches(TIME);
        return only(members, "member").getAttribute("id");
    }

    Element status() {
        var answer = get("/v2/status");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var root = root(answer.body(), "status");
        only(root, "ipAddress");
        only(root, "username");
        return only(root, "member");
    }

    Map<Integer, String> members() {
        var found = new TreeMap<Integer, String>();
        for (var member : children(root(get("/v2/members").body(), "members"))) {
            assertThat(member.getLocalName()).isEqualTo("member");
            assertThat(found.put(Integer.parseInt(member.getAttribute("id")), member.getTextContent()))
                    .isNull();
        }
        return found;
    }

    HttpResponse<String> vote(Entry entry, String type, String inside) {
        return put(
                "/v2/entries/" + entry.member() + "/" + entry.id() + "/" + type + "/feedback",
                "<feedbackSubmission xmlns=\"" + SPACE + "\">" + inside + "</feedbackSubmission>");
    }

    HttpResponse<String> put(String path, String body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", authorization);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Element root(String body, String name) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            assertThat(root.getNamespaceURI()).isEqualTo(SPACE);
            assertThat(root.getLocalName()).isEqualTo(name);
            return root;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Element> children(Element element) {
        var found = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one) {
                assertThat(one.getNamespaceURI()).isEqualTo(SPACE);
                found.add(one);
            }
        }
        return found;
    }

    static Element only(Element element, String name) {
        var found = children(element).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }
}
