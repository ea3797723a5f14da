package org.egide.sharing;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.egide.fingerprints.HashKind;
import org.egide.sharing.Telling.Line;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Writes the documents of the NCMEC form, version 2. Nothing stands between elements: a client in wide use takes a blank there for
 * content. Entries that this form has no fingerprint for (only a SHA-256) are left out.
 */
final class NcmecXml {
    private static final String SPACE = "https://hashsharing.ncmec.org/hashsharing/v2";
    private static final MediaType XML = new MediaType("application", "xml", StandardCharsets.UTF_8);
    private static final WstxOutputFactory FACTORY = new WstxOutputFactory();

    /** The kinds of fingerprint that this form and our lists share, in the order they are written. */
    static final List<HashKind> KINDS = List.of(HashKind.MD5, HashKind.SHA1, HashKind.PDQ);

    private static final Set<String> CLASSES = Set.of("A1", "A2", "B1", "B2");

    private final XMLStreamWriter out;

    private NcmecXml(XMLStreamWriter out) {
        this.out = out;
    }

    private interface Body {
        void write(NcmecXml xml) throws XMLStreamException;
    }

    private static ResponseEntity<byte[]> document(String root, Body body) {
        try {
            var bytes = new ByteArrayOutputStream();
            var writer = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement(root);
            writer.writeDefaultNamespace(SPACE);
            body.write(new NcmecXml(writer));
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
            return ResponseEntity.ok().contentType(XML).body(bytes.toByteArray());
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document could not be written", e);
        }
    }

    static ResponseEntity<byte[]> status(String address, SharingPartner partner) {
        return document("status", xml -> {
            xml.text("ipAddress", address);
            xml.text("username", partner.username());
            xml.member(new Members.Member(partner.member(), partner.name()));
        });
    }

    static ResponseEntity<byte[]> members(Collection<Members.Member> members) {
        return document("members", xml -> {
            for (var member : members) {
                xml.member(member);
            }
        });
    }

    static ResponseEntity<byte[]> entries(SharingPartner viewer, List<Line> lines, Optional<String> next) {
        var told = lines.stream()
                .filter(line -> KINDS.stream().anyMatch(kind -> line.hash(kind).isPresent()))
                .toList();
        return document("queryResult", xml -> {
            xml.list(
                    viewer,
                    "images",
                    told.stream().filter(line -> !line.video()).toList());
            xml.list(viewer, "videos", told.stream().filter(Line::video).toList());
            if (next.isPresent()) {
                xml.out.writeStartElement("paging");
                xml.text("next", next.get());
                xml.out.writeEndElement();
            }
        });
    }

    static ResponseEntity<byte[]> reasons(String type, List<FeedbackReason> reasons, boolean wrapped) {
        return wrapped
                ? document("feedbackReasons", xml -> {
                    xml.out.writeStartElement("availableFeedbackReasons");
                    xml.reasons(type, reasons);
                    xml.out.writeEndElement();
                })
                : document("availableFeedbackReasons", xml -> xml.reasons(type, reasons));
    }

    private void reasons(String type, List<FeedbackReason> reasons) throws XMLStreamException {
        for (var reason : reasons) {
            reason(type, reason);
        }
    }

    private void reason(String type, FeedbackReason reason) throws XMLStreamException {
        out.writeEmptyElement("reason");
        out.writeAttribute("guid", reason.guid());
        out.writeAttribute("name", reason.sentence());
        out.writeAttribute("type", type);
    }

    private void list(SharingPartner viewer, String name, List<Line> lines) throws XMLStreamException {
        if (lines.isEmpty()) {
            return;
        }
        out.writeStartElement(name);
        out.writeAttribute("count", String.valueOf(lines.size()));
        out.writeAttribute(
                "maxTimestamp",
                time(lines.stream().mapToLong(Line::second).max().getAsLong()));
        for (var line : lines) {
            entry(viewer, line);
        }
        out.writeEndElement();
    }

    private void entry(SharingPartner viewer, Line line) throws XMLStreamException {
        var kind = line.video() ? "video" : "image";
        out.writeStartElement(
                line.gone() ? "deleted" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1) : kind);
        member(line.owner());
        text("timestamp", time(line.second()));
        text("id", line.entry().toString());
        if (!line.gone()) {
            if (CLASSES.contains(line.classification())) {
                text("classification", line.classification());
            }
            fingerprints(line);
            feedback(viewer, line.feedback());
        }
        out.writeEndElement();
    }

    private void fingerprints(Line line) throws XMLStreamException {
        out.writeStartElement("fingerprints");
        for (var kind : KINDS) {
            var hash = line.hash(kind);
            if (hash.isPresent()) {
                text(kind.name().toLowerCase(java.util.Locale.ROOT), hash.get());
            }
        }
        out.writeEndElement();
    }

    private void feedback(SharingPartner viewer, List<Feedback> said) throws XMLStreamException {
        var votes = said.stream().filter(one -> one.value().vote().isPresent()).toList();
        if (votes.isEmpty()) {
            return;
        }
        out.writeStartElement("feedback");
        out.writeAttribute(
                "lastUpdateTimestamp",
                votes.stream()
                        .map(Feedback::at)
                        .max(Comparator.naturalOrder())
                        .map(NcmecXml::time)
                        .orElseThrow());
        for (var kind : KINDS) {
            affirmative(viewer, kind, of(votes, kind, FeedbackValue.BLOCKED));
            negative(viewer, kind, of(votes, kind, FeedbackValue.NOT_BLOCKED));
        }
        out.writeEndElement();
    }

    private static List<Feedback> of(List<Feedback> votes, HashKind kind, FeedbackValue value) {
        return votes.stream()
                .filter(vote -> vote.kind() == kind && vote.value() == value)
                .toList();
    }

    private void affirmative(SharingPartner viewer, HashKind kind, List<Feedback> votes) throws XMLStreamException {
        if (!votes.isEmpty()) {
            out.writeStartElement("affirmativeFeedback");
            out.writeAttribute("type", Feedback.written(kind));
            voters(viewer, votes);
            out.writeEndElement();
        }
    }

    private void negative(SharingPartner viewer, HashKind kind, List<Feedback> votes) throws XMLStreamException {
        if (votes.isEmpty()) {
            return;
        }
        out.writeStartElement("negativeFeedback");
        out.writeAttribute("type", Feedback.written(kind));
        out.writeStartElement("reasons");
        for (var reason : byReason(votes).entrySet()) {
            reason(Feedback.written(kind), reason.getKey());
            voters(viewer, reason.getValue());
        }
        out.writeEndElement();
        out.writeEndElement();
    }

    private static Map<FeedbackReason, List<Feedback>> byReason(List<Feedback> votes) {
        var found = new TreeMap<FeedbackReason, List<Feedback>>();
        for (var vote : votes) {
            var reasons = vote.notes().stream()
                    .flatMap(note -> FeedbackReason.of(note).stream())
                    .collect(Collectors.toSet());
            (reasons.isEmpty() ? Set.of(FeedbackReason.NOT_SAID) : reasons)
                    .forEach(reason -> found.computeIfAbsent(reason, none -> new java.util.ArrayList<>())
                            .add(vote));
        }
        return found;
    }

    /** Each in a {@code members} of its own, for each has a time of its own. */
    private void voters(SharingPartner viewer, List<Feedback> votes) throws XMLStreamException {
        for (var vote : votes) {
            out.writeStartElement("members");
            out.writeAttribute("timestamp", time(vote.at()));
            member(Members.voter(viewer, vote.member()));
            out.writeEndElement();
        }
    }

    private void member(Members.Member member) throws XMLStreamException {
        out.writeStartElement("member");
        out.writeAttribute("id", String.valueOf(member.id()));
        out.writeCharacters(clean(member.name()));
        out.writeEndElement();
    }

    private void text(String name, String value) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(clean(value));
        out.writeEndElement();
    }

    /** XML cannot hold some characters that a name may have been given. */
    private static String clean(String text) {
        return text.codePoints()
                .map(point -> point >= 0x20 && point != 0xFFFE && point != 0xFFFF && (point < 0xD800 || point > 0xDFFF)
                        ? point
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
