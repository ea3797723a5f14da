package org.egide.sharing;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.egide.platform.Refusal;

/**
 * Reads a {@code feedbackSubmission}: {@code affirmative}, or {@code negative} with any number of {@code reasonIds/guid}. Namespaces do
 * not matter; no document type, no entity of its own, nothing from outside. Refuses {@code malformed-xml}, {@code bad-feedback} and
 * {@code unknown-reason}.
 */
final class FeedbackReader {
    private static final int MOST_REASONS = 20;
    private static final WstxInputFactory FACTORY = factory();

    private FeedbackReader() {}

    /** The vote and the reasons' ids. */
    record Submission(FeedbackValue value, List<String> reasons) {
        Submission {
            reasons = List.copyOf(reasons);
        }
    }

    private static WstxInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 8);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, 100L);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 10);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1_000);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is read from outside");
        });
        return factory;
    }

    static Submission read(byte[] bytes) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed();
        }
    }

    private static Submission read(XMLStreamReader reader) throws XMLStreamException {
        var path = new ArrayDeque<String>();
        var found = new Found();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    found.enter(String.join("/", path));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    found.leave(String.join("/", path));
                    path.removeLast();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> found.text.append(reader.getText());
                case XMLStreamConstants.SPACE,
                        XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw malformed();
            }
        }
        return found.done();
    }

    private static Refusal malformed() {
        return Refusal.because("malformed-xml", "The document is not well-formed XML.");
    }

    private static Refusal bad() {
        return Refusal.because("bad-feedback", "A feedbackSubmission holds affirmative, or negative with reasonIds.");
    }

    private static final class Found {
        private final List<FeedbackValue> values = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private void enter(String path) {
            text.setLength(0);
            switch (path) {
                case "feedbackSubmission",
                        "feedbackSubmission/negative/reasonIds",
                        "feedbackSubmission/negative/reasonIds/guid" -> {}
                case "feedbackSubmission/affirmative" -> values.add(FeedbackValue.BLOCKED);
                case "feedbackSubmission/negative" -> values.add(FeedbackValue.NOT_BLOCKED);
                default -> throw bad();
            }
        }

        private void leave(String path) {
            if (path.endsWith("/guid")) {
                reasons.add(FeedbackReason.of(text.toString().strip())
                        .orElseThrow(() -> Refusal.because("unknown-reason", "There is no reason of that id."))
                        .guid());
            }
        }

        private Submission done() {
            if (values.size() != 1 || reasons.size() > MOST_REASONS) {
                throw bad();
            }
            return new Submission(
                    values.getFirst(), reasons.stream().distinct().sorted().toList());
        }
    }
}
