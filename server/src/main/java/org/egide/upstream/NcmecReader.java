package org.egide.upstream;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprints.ForeignChange;
import org.egide.fingerprints.ForeignName;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;

/**
 * Reads a {@code queryResult} as a stream: no document type, no entity of its own, nothing from outside, bounded depth, counts and lengths.
 * What the form does not know is skipped and counted; what makes an entry unreadable costs that entry; what makes the page
 * unreadable refuses the page.
 */
final class NcmecReader {
    static final String NAMESPACE = "https://hashsharing.ncmec.org/hashsharing/v2";

    /** Most entries on one page; the form's pages have 1,000. */
    static final int MOST_ENTRIES = 10_000;

    private static final int MAX_DEPTH = 20;
    private static final long MAX_ELEMENTS = 1_000_000;
    private static final int MAX_TEXT = 64 * 1024;
    private static final int MAX_ATTRIBUTE = 4 * 1024;
    private static final Set<String> OTHER_KINDS = Set.of("pdna", "netclean", "videntifier", "tmk-pdqf");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final WstxInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final List<ForeignChange> changes = new ArrayList<>();
    private final Counts counts = new Counts();
    private Optional<String> next = Optional.empty();
    private int entries;

    private NcmecReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** What stands on a page. */
    record Page(List<ForeignChange> changes, Counts counts, Optional<String> next) {}

    private static WstxInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // A fault must show where it is read, as the checked exception that is caught here.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MAX_ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 20);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is read from outside");
        });
        return factory;
    }

    /** Reads a page or says with {@link UnfitPage} why it is none. */
    static Page read(byte[] body) {
        try {
            var xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                var reader = new NcmecReader(xml);
                reader.document();
                return new Page(reader.changes, reader.counts, reader.next);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new UnfitPage(Fault.NOT_READABLE);
        }
    }

    private void document() throws XMLStreamException {
        var root = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!xml.getLocalName().equals("queryResult")) {
                        throw new UnfitPage(Fault.NOT_THE_FORM);
                    }
                    root = true;
                    result();
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnfitPage(Fault.NOT_READABLE);
                default -> {}
            }
        }
        if (!root) {
            throw new UnfitPage(Fault.NOT_THE_FORM);
        }
    }

    /** The next child's name, or nothing at the end of the parent. */
    private Optional<String> child() throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return Optional.of(xml.getLocalName());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return Optional.empty();
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new UnfitPage(Fault.NOT_READABLE);
                default -> {}
            }
        }
    }

    private void result() throws XMLStreamException {
        for (var name = child(); name.isPresent(); name = child()) {
            switch (name.get()) {
                case "images", "videos" -> list();
                case "paging" -> paging();
                default -> unknown();
            }
        }
    }

    private void paging() throws XMLStreamException {
        for (var name = child(); name.isPresent(); name = child()) {
            if (name.get().equals("next")) {
                if (next.isPresent()) {
                    throw new UnfitPage(Fault.NOT_THE_FORM);
                }
                next = Optional.of(text());
            } else {
                unknown();
            }
        }
    }

    private void list() throws XMLStreamException {
        var latest = Optional.ofNullable(xml.getAttributeValue(null, "maxTimestamp"));
        var before = entries;
        for (var name = child(); name.isPresent(); name = child()) {
            switch (name.get()) {
                case "image", "video" -> entry(false);
                case "deletedImage", "deletedVideo" -> entry(true);
                default -> unknown();
            }
        }
        if (entries > before && latest.filter(NcmecReader::isTime).isEmpty()) {
            counts.one(What.BAD_TIME);
        }
    }

    private void entry(boolean deleted) throws XMLStreamException {
        if (++entries > MOST_ENTRIES) {
            throw new UnfitPage(Fault.PAGE_TOO_FULL);
        }
        var draft = new Draft(deleted);
        for (var name = child(); name.isPresent(); name = child()) {
            switch (name.get()) {
                case "member" -> {
                    draft.members++;
                    draft.member = Optional.ofNullable(xml.getAttributeValue(null, "id"))
                            .orElse("");
                    skip();
                }
                case "id" -> {
                    draft.ids++;
                    draft.id = text();
                }
                case "timestamp" -> {
                    draft.times++;
                    draft.time = text();
                }
                case "classification" -> draft.classification = Optional.of(text());
                case "fingerprints" -> fingerprints(draft);
                case "feedback" -> skip();
                default -> unknown();
            }
        }
        draft.change().ifPresent(changes::add);
    }

    private void fingerprints(Draft draft) throws XMLStreamException {
        for (var name = child(); name.isPresent(); name = child()) {
            var kind = switch (name.get()) {
                case "md5" -> Optional.of(HashKind.MD5);
                case "sha1" -> Optional.of(HashKind.SHA1);
                case "pdq" -> Optional.of(HashKind.PDQ);
                default -> Optional.<HashKind>empty();
            };
            if (kind.isPresent()) {
                draft.hash(kind.get(), text());
            } else if (OTHER_KINDS.contains(name.get())) {
                counts.one(What.UNUSABLE_KIND);
                skip();
            } else {
                unknown();
            }
        }
    }

    private void unknown() throws XMLStreamException {
        counts.one(What.UNKNOWN_ELEMENT);
        skip();
    }

    private void skip() throws XMLStreamException {
        for (var depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    /** The text of an element; elements inside it are unknown ones. */
    private String text() throws XMLStreamException {
        var text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> unknown();
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString().strip();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new UnfitPage(Fault.NOT_READABLE);
                default -> {}
            }
        }
    }

    private static boolean isTime(String text) {
        try {
            LocalDateTime.parse(text, SECOND);
            return text.length() == 20;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** An entry while it is read. */
    private final class Draft {
        private final boolean deleted;
        private final Map<HashKind, String> hashes = new EnumMap<>(HashKind.class);
        private Optional<String> classification = Optional.empty();
        private String member = "";
        private String id = "";
        private String time = "";
        private int members;
        private int ids;
        private int times;

        private Draft(boolean deleted) {
            this.deleted = deleted;
        }

        private void hash(HashKind kind, String written) {
            var digits = written.toLowerCase(Locale.ROOT);
            if (!digits.matches("[0-9a-f]{" + kind.digits() + "}")) {
                counts.one(What.BAD_HASH);
            } else if (hashes.putIfAbsent(kind, digits) != null) {
                counts.one(What.REPEATED_HASH);
            }
        }

        private Optional<ForeignChange> change() {
            if (members != 1
                    || ids != 1
                    || member.isBlank()
                    || id.isBlank()
                    || !ForeignName.fit(member)
                    || !ForeignName.fit(id)) {
                counts.one(What.NO_IDENTITY);
                return Optional.empty();
            }
            var name = new ForeignName(member, id);
            if (times != 1 || !isTime(time)) {
                counts.one(What.BAD_TIME);
                // A withdrawal is honoured whenever it was made.
                return deleted ? Optional.of(new ForeignChange.Gone(name)) : Optional.empty();
            }
            if (deleted) {
                return Optional.of(new ForeignChange.Gone(name));
            }
            if (hashes.isEmpty()) {
                counts.one(What.NOTHING_USABLE);
                return Optional.of(new ForeignChange.Unusable(name));
            }
            return Optional.of(new ForeignChange.Stands(name, told(), grade()));
        }

        private Hashes told() {
            return new Hashes(
                    Optional.empty(),
                    Optional.ofNullable(hashes.get(HashKind.SHA1)),
                    Optional.ofNullable(hashes.get(HashKind.MD5)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(hashes.get(HashKind.PDQ)).map(Pdq::parse));
        }

        private Optional<String> grade() {
            var known = classification.filter(text -> text.matches("[AB][12]"));
            if (classification.isPresent() && known.isEmpty()) {
                counts.one(What.UNKNOWN_VALUE);
            }
            return known;
        }
    }
}
