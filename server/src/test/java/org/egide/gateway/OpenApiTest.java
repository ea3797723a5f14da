package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.egide.report.Act;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.Step;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description of the JSON door says what the running application does, no more and no less. */
@EgideTest
final class OpenApiTest {
    private final RequestMappingHandlerMapping mappings;
    private final ServletContext web;
    private final JsonNode description;

    OpenApiTest(
            TestNode node,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            ServletContext web) {
        this.web = web;
        this.mappings = mappings;
        this.description = new GatewayFixture(node, new Credentials("", ""))
                .get("/api/v1/openapi.json")
                .json();
    }

    @Test
    void everyMappingIsDescribedAndEveryDescriptionIsMapped() {
        var running = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> running.add(verb.name() + " " + path))));
        // A servlet of its own; it takes this method and no other.
        web.getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .filter(path -> path.startsWith("/api/v1/"))
                .forEach(path -> running.add("POST " + path));
        var described = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(running).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(references(description).toList())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static Stream<String> references(JsonNode node) {
        var own = node.path("$ref").isString() ? Stream.of(node.path("$ref").asString()) : Stream.<String>empty();
        return Stream.concat(own, node.valueStream().flatMap(OpenApiTest::references));
    }

    @Test
    void thePickListsAreThoseOfTheHouse() {
        var report = description.at("/components/schemas/Report/properties");
        assertThat(texts(report.at("/forms/items/enum"))).isEqualTo(names(Form.values()));
        assertThat(texts(report.at("/acts/items/enum"))).isEqualTo(names(Act.values()));
        assertThat(texts(description.at("/components/schemas/Item/properties/kind/enum")))
                .isEqualTo(names(ItemKind.values()));
        assertThat(texts(description.at("/components/schemas/Step/properties/step/enum")))
                .isEqualTo(names(Step.values()));
        assertThat(texts(
                        description.at("/components/schemas/Receipt/properties/quality/properties/missing/items/enum")))
                .isEqualTo(Arrays.stream(UsefulField.values())
                        .map(UsefulField::wireName)
                        .toList());
        for (var kind : FactKind.values()) {
            var choices = Stream.concat(kind.choices().stream(), Stream.of(FactKind.UNKNOWN))
                    .toList();
            var described = texts(report.at("/facts/properties/" + kind + "/enum"));
            assertThat(described).as("%s", kind).isEqualTo(kind == FactKind.MATERIAL ? List.of() : choices);
        }
        assertThat(Arrays.stream(UsefulField.values())
                        .mapToInt(UsefulField::worth)
                        .sum())
                .isEqualTo(100);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
