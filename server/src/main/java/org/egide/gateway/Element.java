package org.egide.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a document as a lenient reader saw it: every child is kept, known or not. {@code text} is the text directly in
 * it. Holds what was told: never logged.
 */
record Element(String name, Map<String, String> attributes, String text, List<Element> children) {
    Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    Optional<Element> child(String wanted) {
        return all(wanted).findFirst();
    }

    Stream<Element> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    /** The stripped text of the first child of that name; nothing when it is absent or blank. */
    Optional<String> value(String wanted) {
        return child(wanted).map(Element::stripped).filter(text -> !text.isEmpty());
    }

    String stripped() {
        return text.strip();
    }

    /** What a boolean element says: yes, no, or nothing when it is absent. */
    Optional<Boolean> says(String wanted) {
        return value(wanted).map(text -> text.equals("true") || text.equals("1"));
    }

    /** This element and all below it, in the order of the document. */
    Stream<Element> walk() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Element::walk));
    }

    @Override
    public String toString() {
        return "Element[" + name + "]";
    }
}
