package org.egide.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.platform.Language;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import org.springframework.stereotype.Component;

/**
 * Turns a document of the XML door and its file details into a report. Nothing is lost: each text becomes an item, part of who
 * is named, or a line of the narrative, also where the element is unknown here. Children who are named, and whoever contact was
 * sought with, go into the sealed identity as a whole.
 */
@Component
final class WireReport {
    private static final Set<String> PEOPLE = Set.of("reporter", "officerContact", "intendedRecipient", "victim");
    private static final Set<String> NAMES = Set.of(
            "firstName",
            "lastName",
            "dateOfBirth",
            "age",
            "approximateAge",
            "address",
            "incidentAddress",
            "estimatedLocation");
    private static final Set<String> ANNOTATIONS = Set.of("reportAnnotations", "fileAnnotations");

    /** Said by codes, or only of use on the wire. */
    private static final Set<String> SAID_ELSEWHERE = Set.of("incidentType", "reportId", "fileId");

    private static final Map<String, ItemKind> ITEMS = Map.of(
            "url", ItemKind.ADDRESS,
            "locationOfFile", ItemKind.ADDRESS,
            "emailAddress", ItemKind.EMAIL,
            "email", ItemKind.EMAIL,
            "phone", ItemKind.PHONE,
            "phoneNumber", ItemKind.PHONE,
            "espIdentifier", ItemKind.ACCOUNT,
            "screenName", ItemKind.ACCOUNT,
            "profileUrl", ItemKind.ACCOUNT);

    private final WireWords words;

    WireReport(WireWords words) {
        this.words = words;
    }

    /** A file of the report with its details as they were read. */
    record DetailedFile(IntakeFile file, Optional<Element> details) {}

    NewReport of(Provider provider, long number, NewReport.Raw raw, Element report, List<DetailedFile> files) {
        var telling = new Telling();
        files.forEach(file -> telling.item(NewItem.file(file.file().file(), nameOf(file))));
        walk(telling, report, "report", false);
        files.forEach(file -> file.details()
                .ifPresent(
                        details -> walk(telling, details, "file " + file.file().name(), false)));
        var meaning = meaning(report, files);
        return new NewReport(
                Door.PROVIDER_XML,
                provider.kind().reporter(),
                provider.actor(),
                Language.EN,
                raw,
                meaning.forms(),
                meaning.acts(),
                facts(meaning, report, files),
                telling.narrative(),
                telling.identity(),
                telling.items(),
                Optional.of(provider.source()),
                Optional.of("ispws:" + number),
                Optional.empty());
    }

    private static String nameOf(DetailedFile file) {
        var told = file.details()
                .flatMap(details -> details.value("originalFileName").or(() -> details.value("fileName")));
        return Telling.fitting(told.orElse(file.file().fileName()));
    }

    private WireWords.Meaning meaning(Element report, List<DetailedFile> files) {
        var flags = report.walk().flatMap(WireRules::flags).collect(Collectors.toCollection(ArrayList::new));
        files.forEach(file ->
                file.details().ifPresent(details -> WireRules.flags(details).forEach(flags::add)));
        var channels = report.all("internetDetails")
                .flatMap(details -> details.children().stream())
                .map(Element::name)
                .toList();
        var type = report.child("incidentSummary").flatMap(summary -> summary.value("incidentType"));
        return words.meaning(type.orElse(""), flags, channels);
    }

    private static List<Fact> facts(WireWords.Meaning meaning, Element report, List<DetailedFile> files) {
        var facts = new ArrayList<>(meaning.facts());
        report.child("incidentSummary")
                .flatMap(summary -> summary.value("escalateToHighPriority"))
                .ifPresent(reason -> facts.add(Fact.said(FactKind.URGENT_BY_SENDER, "YES")));
        report.all("victim")
                .flatMap(victim -> victim.child("victimPerson").flatMap(person -> person.value("age")).stream())
                .map(WireReport::ageGroup)
                .forEach(group -> facts.add(Fact.said(FactKind.CHILD_AGE, group)));
        files.forEach(file -> {
            facts.add(Fact.said(FactKind.VIEWED_BY_PROVIDER, threeStates(file, "fileViewedByEsp")));
            facts.add(Fact.said(FactKind.PUBLICLY_AVAILABLE, threeStates(file, "publiclyAvailable")));
        });
        return facts.stream().distinct().toList();
    }

    /** Absent is not no: it decides what others may open. */
    private static String threeStates(DetailedFile file, String element) {
        return file.details()
                .flatMap(details -> details.says(element))
                .map(said -> said ? "YES" : "NO")
                .orElse(FactKind.UNKNOWN);
    }

    static String ageGroup(String text) {
        var age = Integer.parseInt(text);
        if (age >= 18) {
            return "ADULT";
        }
        return age <= 2
                ? "0-2"
                : age <= 6 ? "3-6" : age <= 9 ? "7-9" : age <= 12 ? "10-12" : age <= 15 ? "13-15" : "16-17";
    }

    private void walk(Telling telling, Element parent, String path, boolean people) {
        var seen = new HashMap<String, Integer>();
        for (var child : parent.children()) {
            var number = seen.merge(child.name(), 1, Integer::sum);
            var place = path + "/" + child.name() + (number > 1 ? "[" + number + "]" : "");
            child(telling, child, place, people || PEOPLE.contains(child.name()));
        }
    }

    private void child(Telling telling, Element child, String place, boolean people) {
        if (SAID_ELSEWHERE.contains(child.name())) {
            return;
        }
        if (people || NAMES.contains(child.name())) {
            telling.who(place, child.text() + attributes(child));
            walk(telling, child, place, true);
        } else if (ANNOTATIONS.contains(child.name())) {
            child.children().stream()
                    .filter(flag -> words.isShown(flag.name()))
                    .forEach(flag ->
                            telling.line(place, flag.name() + (words.knowsFlag(flag.name()) ? "" : " (unknown flag)")));
        } else if (!asItem(telling, child)) {
            telling.line(place, (child.children().isEmpty() ? child.text() : "") + attributes(child));
            walk(telling, child, place, false);
        }
    }

    private static boolean asItem(Telling telling, Element element) {
        if (element.name().equals("ipCaptureEvent")) {
            telling.item(ItemKind.NETWORK_ADDRESS, networkAddress(element));
            return true;
        }
        if (element.name().equals("deviceId")) {
            telling.item(
                    ItemKind.DEVICE,
                    element.value("idType").orElse("") + " "
                            + element.value("idValue").orElse("") + when(element));
            return true;
        }
        if (element.name().equals("originalFileHash")) {
            telling.item(ItemKind.FINGERPRINT, hashType(element) + element.stripped());
            return true;
        }
        if (element.name().equals("chatImIncident") || element.name().equals("peer2peerIncident")) {
            alsoAsItem(telling, element);
            return false;
        }
        var kind = ITEMS.get(element.name());
        if (kind != null) {
            telling.item(kind, element.text());
        }
        return kind != null && element.attributes().isEmpty();
    }

    private static String hashType(Element hash) {
        return hash.attributes().containsKey("hashType") ? hash.attributes().get("hashType") + ":" : "";
    }

    private static void alsoAsItem(Telling telling, Element incident) {
        if (incident.name().equals("chatImIncident")) {
            var place = incident.value("chatClient").orElse("") + " "
                    + incident.value("chatRoomName").orElse("");
            telling.item(ItemKind.CONVERSATION, place);
        } else {
            var files = incident.value("client").orElse("") + " "
                    + incident.value("fileNames").orElse("");
            telling.item(ItemKind.PEER_TO_PEER, files);
        }
    }

    /** {@code 192.0.2.7 port=50123 at=2026-11-20T10:00:00Z event=Upload}, each part only where it was sent. */
    static String networkAddress(Element event) {
        return event.value("ipAddress").orElse("")
                + event.value("port").map(port -> " port=" + port).orElse("")
                + when(event)
                + event.says("possibleProxy").map(proxy -> " proxy=" + proxy).orElse("");
    }

    private static String when(Element event) {
        return event.value("dateTime").map(at -> " at=" + at).orElse("")
                + event.value("eventName").map(name -> " event=" + name).orElse("");
    }

    private static String attributes(Element element) {
        if (element.attributes().isEmpty()) {
            return "";
        }
        return element.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
    }
}
