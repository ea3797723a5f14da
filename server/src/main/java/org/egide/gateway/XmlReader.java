package org.egide.gateway;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.egide.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * Reads an XML document leniently: unknown elements are kept, namespaces do not matter. Takes no document type, no entity of its
 * own and nothing from outside; depth, counts and lengths are bounded. Refuses {@code bad-encoding} and {@code malformed-xml}.
 */
@Component
final class XmlReader {
    /** Deepest nesting. */
    static final int MAX_DEPTH = 60;

    private static final int MAX_ELEMENTS = 100_000;
    private static final int MAX_CHILDREN = 50_000;
    private static final int MAX_ATTRIBUTES = 50;
    private static final int MAX_ATTRIBUTE = 16 * 1024;
    private static final int MAX_TEXT = 2 * 1024 * 1024;

    private final WstxInputFactory factory = new WstxInputFactory();

    XmlReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // A fault must show where it is read, as the checked exception that is caught here.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MAX_ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_CHILDREN_PER_ELEMENT, MAX_CHILDREN);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is read from outside");
        });
    }

    /** The root element. */
    Element read(byte[] bytes) {
        var text = Body.text(bytes)
                .orElseThrow(() -> Refusal.because("bad-encoding", "The document is not written in UTF-8."));
        try {
            var reader = factory.createXMLStreamReader(new StringReader(text));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            var location = e.getLocation();
            throw malformed(
                    location == null ? 0 : location.getLineNumber(), location == null ? 0 : location.getColumnNumber());
        }
    }

    private static Refusal malformed(int line, int column) {
        return Refusal.because(
                "malformed-xml", "The document is not well-formed XML at line " + line + ", column " + column + ".");
    }

    private static Element read(XMLStreamReader reader) throws XMLStreamException {
        var open = new ArrayDeque<Draft>();
        var roots = new ArrayList<Element>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    open.push(new Draft(reader.getLocalName(), attributes(reader)));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var done = open.pop().element();
                    (open.isEmpty() ? roots : open.element().children).add(done);
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.END_DOCUMENT -> {}
                // A document type, an entity of its own: the wire format has neither.
                default -> {
                    var location = reader.getLocation();
                    throw malformed(location.getLineNumber(), location.getColumnNumber());
                }
            }
        }
        return roots.getFirst();
    }

    /** Attributes of a namespace ({@code xsi:...}) speak to parsers, not to us. */
    private static Map<String, String> attributes(XMLStreamReader reader) {
        var attributes = new HashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var namespace = reader.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty()) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        return attributes;
    }

    private static final class Draft {
        private final String name;
        private final Map<String, String> attributes;
        private final StringBuilder text = new StringBuilder();
        private final List<Element> children = new ArrayList<>();

        private Draft(String name, Map<String, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        private Element element() {
            return new Element(name, attributes, text.toString(), children);
        }
    }
}
