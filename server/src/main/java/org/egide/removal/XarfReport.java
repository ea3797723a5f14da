package org.egide.removal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The machine-readable half of a notice: an abuse report in the form XARF 4, category {@code content}, type {@code csam}. It holds
 * hashes at most, never imagery, and nothing about who reported.
 */
final class XarfReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
    private static final Pattern HOSTNAME = Pattern.compile("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final Set<String> CLASSES = Set.of("baseline", "A1", "A2", "B1", "B2");
    private static final Set<String> METHODS =
            Set.of("hash_match", "ai_detection", "manual_review", "user_report", "automated_scan");
    private static final Set<String> MEMBERS = Set.of(
            "xarf_version",
            "report_id",
            "timestamp",
            "reporter",
            "sender",
            "source_identifier",
            "category",
            "type",
            "classification",
            "detection_method",
            "media_type",
            "hash_values",
            "url",
            "domain");

    private final ObjectNode document;

    private XarfReport(ObjectNode document) {
        this.document = document;
    }

    /**
     * The report of one copy. {@code organisation} and {@code contact} are this node's; {@code address} is what can be fetched.
     */
    static XarfReport of(
            UUID id,
            Instant at,
            String organisation,
            String contact,
            URI address,
            String host,
            Findings.Finding finding,
            Optional<Looks> looks) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("xarf_version", "4.0.0");
        document.put("report_id", id.toString());
        document.put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        document.set("reporter", party(organisation, contact));
        document.set("sender", party(organisation, contact));
        document.put("source_identifier", host);
        document.put("category", "content");
        document.put("type", "csam");
        document.put("classification", finding.classification());
        document.put("detection_method", finding.method());
        document.put("url", address.toASCIIString());
        document.put("domain", host);
        looks.filter(Looks::isPicture).ifPresent(seen -> {
            document.put("media_type", "image");
            document.putObject("hash_values").put("sha256", seen.sha256()).put("md5", seen.md5());
        });
        return new XarfReport(document);
    }

    private static ObjectNode party(String organisation, String contact) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("org", organisation)
                .put("contact", contact)
                .put("domain", contact.substring(contact.lastIndexOf('@') + 1));
    }

    byte[] bytes() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    List<String> faults() {
        return faults(document);
    }

    /** What the document breaks of the form's rules and of ours; empty when it may be sent. */
    static List<String> faults(JsonNode report) {
        var faults = new ArrayList<String>();
        require(faults, text(report, "xarf_version").matches("4\\.\\d+\\.\\d+"), "xarf_version");
        require(faults, isUuid(text(report, "report_id")), "report_id");
        require(faults, isInstant(text(report, "timestamp")), "timestamp");
        party(faults, report, "reporter");
        party(faults, report, "sender");
        require(faults, !text(report, "source_identifier").isBlank(), "source_identifier");
        require(faults, text(report, "category").equals("content"), "category");
        require(faults, text(report, "type").equals("csam"), "type");
        require(faults, CLASSES.contains(text(report, "classification")), "classification");
        require(faults, METHODS.contains(text(report, "detection_method")), "detection_method");
        require(faults, isWeb(text(report, "url")), "url");
        hashes(faults, report.path("hash_values"));
        report.propertyNames().stream().filter(name -> !MEMBERS.contains(name)).forEach(faults::add);
        return faults;
    }

    private static void party(List<String> faults, JsonNode report, String name) {
        var party = report.path(name);
        var org = text(party, "org");
        require(faults, !org.isBlank() && org.length() <= 200, name + ".org");
        require(faults, EMAIL.matcher(text(party, "contact")).matches(), name + ".contact");
        require(faults, HOSTNAME.matcher(text(party, "domain")).matches(), name + ".domain");
        require(faults, party.size() == 3, name);
    }

    private static void hashes(List<String> faults, JsonNode hashes) {
        hashes.properties().forEach(hash -> {
            var form = switch (hash.getKey()) {
                case "sha256" -> "[0-9a-f]{64}";
                case "md5" -> "[0-9a-f]{32}";
                default -> "(?!)";
            };
            require(faults, hash.getValue().asString("").matches(form), "hash_values." + hash.getKey());
        });
    }

    private static void require(List<String> faults, boolean kept, String name) {
        if (!kept) {
            faults.add(name);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static boolean isInstant(String text) {
        try {
            return !Instant.parse(text).equals(Instant.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isWeb(String text) {
        try {
            return String.valueOf(new URI(text).getScheme()).matches("(?i)https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "XarfReport[hidden]";
    }
}
