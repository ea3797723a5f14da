package org.egide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The machine-readable case file: a small CASE 1.4 / UCO 1.4 graph as JSON-LD 1.1. Ids are UUID IRIs derived from the
 * package's reference, so the same package gives the same graph. Exhibit numbers are text.
 */
final class CaseGraph {
    private static final String UCO = "https://ontology.unifiedcyberontology.org/uco/";

    private final EvidencePackage evidence;
    private final String version;
    private final ArrayNode graph;

    CaseGraph(EvidencePackage evidence, String version) {
        this.evidence = evidence;
        this.version = version;
        this.graph = JsonNodeFactory.instance.arrayNode();
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        context(document.putObject("@context"));
        addInvestigation();
        addAuthorization();
        addTool();
        addRoles();
        addActions();
        addExhibits();
        document.set("@graph", graph);
        return document;
    }

    private static void context(ObjectNode context) {
        context.put("case-investigation", "https://ontology.caseontology.org/case/investigation/");
        for (String part : List.of("core", "action", "identity", "location", "observable", "role", "tool", "types")) {
            context.put("uco-" + part, UCO + part + "/");
        }
        context.put("uco-vocabulary", UCO + "vocabulary/");
        context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    }

    private void addInvestigation() {
        ObjectNode node = thing("investigation", "case-investigation:Investigation");
        node.put("uco-core:name", evidence.reference().value());
        node.put("uco-core:description", "Evidence package of " + evidence.desk());
        evidence.request()
                .ifPresent(request -> node.set("case-investigation:relevantAuthorization", refs("authorization")));
        ArrayNode objects = node.putArray("uco-core:object");
        for (int i = 0; i < evidence.custody().size(); i++) {
            objects.add(ref("action-" + i));
        }
        for (Exhibit exhibit : evidence.exhibits()) {
            objects.add(ref("provenance-" + exhibit.number()));
        }
    }

    private void addAuthorization() {
        evidence.request().ifPresent(request -> {
            ObjectNode node = thing("authorization", "case-investigation:Authorization");
            node.put("case-investigation:authorizationType", request.legalBasis());
            node.putArray("case-investigation:authorizationIdentifier").add(request.reference());
        });
    }

    private void addTool() {
        ObjectNode node = thing("tool", "uco-tool:Tool");
        node.put("uco-core:name", "Egide");
        node.put("uco-tool:version", version);
    }

    private void addRoles() {
        evidence.custody().stream().map(CustodyEvent::who).distinct().forEach(who -> {
            ObjectNode node = thing("role-" + who, "uco-role:Role");
            node.put("uco-core:name", who);
        });
    }

    private void addActions() {
        for (int i = 0; i < evidence.custody().size(); i++) {
            CustodyEvent event = evidence.custody().get(i);
            ObjectNode node = thing("action-" + i, "case-investigation:InvestigativeAction");
            node.put("uco-core:name", event.what());
            node.put("uco-core:description", event.why());
            node.set("uco-action:performer", ref("role-" + event.who()));
            node.set("uco-action:instrument", refs("tool"));
            node.set("uco-action:startTime", typed("xsd:dateTime", event.when().toString()));
            node.set("uco-action:endTime", typed("xsd:dateTime", event.when().toString()));
            ArrayNode objects = node.putArray("uco-action:object");
            for (Exhibit exhibit : evidence.exhibits()) {
                objects.add(ref("provenance-" + exhibit.number()));
            }
        }
    }

    private void addExhibits() {
        for (Exhibit exhibit : evidence.exhibits()) {
            ObjectNode provenance = thing("provenance-" + exhibit.number(), "case-investigation:ProvenanceRecord");
            provenance.put("case-investigation:exhibitNumber", exhibit.number());
            provenance.put("case-investigation:rootExhibitNumber", exhibit.number());
            provenance.set("uco-core:object", refs("file-" + exhibit.number()));
            addFile(exhibit);
        }
    }

    private void addFile(Exhibit exhibit) {
        ObjectNode file = thing("file-" + exhibit.number(), "uco-observable:File");
        ArrayNode facets = file.putArray("uco-core:hasFacet");
        ObjectNode name = facets.addObject();
        name.put("@id", iri("file-facet-" + exhibit.number())).put("@type", "uco-observable:FileFacet");
        name.put("uco-observable:fileName", exhibit.name());
        name.put("uco-observable:sizeInBytes", exhibit.hashes().size());
        ObjectNode content = facets.addObject();
        content.put("@id", iri("content-facet-" + exhibit.number())).put("@type", "uco-observable:ContentDataFacet");
        content.put("uco-observable:sizeInBytes", exhibit.hashes().size());
        ArrayNode hashes = content.putArray("uco-observable:hash");
        hashes.add(hash(exhibit, "MD5", exhibit.hashes().md5()));
        hashes.add(hash(exhibit, "SHA1", exhibit.hashes().sha1()));
        hashes.add(hash(exhibit, "SHA256", exhibit.hashes().sha256()));
    }

    private ObjectNode hash(Exhibit exhibit, String method, String value) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@id", iri("hash-" + method + "-" + exhibit.number())).put("@type", "uco-types:Hash");
        node.set("uco-types:hashMethod", typed("uco-vocabulary:HashNameVocab", method));
        node.set("uco-types:hashValue", typed("xsd:hexBinary", value.toUpperCase(Locale.ROOT)));
        return node;
    }

    private ObjectNode thing(String role, String type) {
        return graph.addObject().put("@id", iri(role)).put("@type", type);
    }

    private ObjectNode ref(String role) {
        return JsonNodeFactory.instance.objectNode().put("@id", iri(role));
    }

    private ArrayNode refs(String role) {
        return JsonNodeFactory.instance.arrayNode().add(ref(role));
    }

    private static ObjectNode typed(String type, String value) {
        return JsonNodeFactory.instance.objectNode().put("@type", type).put("@value", value);
    }

    private String iri(String role) {
        String name = evidence.reference().value() + "\n" + role;
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
