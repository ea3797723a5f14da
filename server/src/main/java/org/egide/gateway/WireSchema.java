package org.egide.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.springframework.stereotype.Component;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Our own schema of the XML door, and its verdict on a document that was read leniently before: no second parser sees the bytes,
 * so the two readings cannot differ.
 */
@Component
final class WireSchema {
    private static final int LONGEST = 600;
    private static final String LOCALE = "http://apache.org/xml/properties/locale";

    private final byte[] text;
    private final Schema schema;

    WireSchema() {
        try (var stream = Objects.requireNonNull(WireSchema.class.getResourceAsStream("/gateway/ispws.xsd"))) {
            text = stream.readAllBytes();
            var factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            schema = factory.newSchema(new StreamSource(new ByteArrayInputStream(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The schema as a document. */
    byte[] text() {
        return text.clone();
    }

    /** The first thing that is wrong, naming the element; nothing when the document is valid. */
    Optional<String> fault(Element root) {
        var walk = new Walk(schema.newValidatorHandler());
        walk.document(root);
        return walk.faults.stream().findFirst();
    }

    private static final class Walk implements ErrorHandler {
        private final ValidatorHandler handler;
        private final Deque<String> path = new ArrayDeque<>();
        private final List<String> faults = new ArrayList<>();

        private Walk(ValidatorHandler handler) {
            this.handler = handler;
            handler.setErrorHandler(this);
        }

        private void document(Element root) {
            try {
                handler.setProperty(LOCALE, Locale.ENGLISH);
                handler.startDocument();
                element(root);
                handler.endDocument();
            } catch (SAXException e) {
                add(e);
            }
        }

        private void element(Element element) throws SAXException {
            path.addLast(element.name());
            var attributes = new AttributesImpl();
            element.attributes().forEach((name, value) -> attributes.addAttribute("", name, name, "CDATA", value));
            handler.startElement("", element.name(), element.name(), attributes);
            var text = element.text();
            if (!text.isEmpty() && (element.children().isEmpty() || !text.isBlank())) {
                handler.characters(text.toCharArray(), 0, text.length());
            }
            for (var child : element.children()) {
                element(child);
            }
            handler.endElement("", element.name(), element.name());
            path.removeLast();
        }

        private void add(SAXException fault) {
            var why = Objects.requireNonNullElse(fault.getMessage(), "not valid");
            var told = "/" + String.join("/", Collections.unmodifiableCollection(path)) + ": " + why;
            faults.add(told.length() > LONGEST ? told.substring(0, LONGEST) + "..." : told);
        }

        @Override
        public void warning(SAXParseException fault) {
            // A warning is no verdict.
        }

        @Override
        public void error(SAXParseException fault) {
            if (faults.isEmpty()) {
                add(fault);
            }
        }

        @Override
        public void fatalError(SAXParseException fault) {
            error(fault);
        }
    }
}
