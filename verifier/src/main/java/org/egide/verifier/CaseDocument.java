package org.egide.verifier;

import tools.jackson.databind.JsonNode;

/** The outline of {@code data/report.jsonld}: a context, a graph, and exhibit numbers that are text (CASE 1.4). */
final class CaseDocument {
    private CaseDocument() {}

    static void require(JsonNode document) {
        JsonNode graph = document.path("@graph");
        if (!document.path("@context").isObject() || !graph.isArray() || graph.isEmpty()) {
            throw refused("lacks its context or its graph");
        }
        for (JsonNode node : graph) {
            if (!node.path("@id").isString() || node.path("@type").isMissingNode()) {
                throw refused("has a thing without id or type");
            }
            boolean provenance = "case-investigation:ProvenanceRecord"
                    .equals(node.path("@type").asString(""));
            if (provenance && !node.path("case-investigation:exhibitNumber").isString()) {
                throw refused("has an exhibit number that is not text");
            }
        }
    }

    private static Refused refused(String words) {
        return new Refused(RefusalCode.CASE_MALFORMED, PackageLayout.CASE + " " + words + ".");
    }
}
