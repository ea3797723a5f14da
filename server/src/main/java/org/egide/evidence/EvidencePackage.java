package org.egide.evidence;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Everything that goes into a package, before it is written and signed.
 *
 * @param reference its name
 * @param desk the desk that answers for it, one line
 * @param created when it was made; also the signature's time, in whole seconds
 * @param parts the report as told, by part; at least one
 * @param custody what was done with the material, oldest first; at least one event
 * @param request the request it answers, if any
 * @param exhibits the files it is about, enclosed or described
 */
public record EvidencePackage(
        PackageReference reference,
        String desk,
        Instant created,
        List<ReportPart> parts,
        List<CustodyEvent> custody,
        Optional<EvidenceRequest> request,
        List<Exhibit> exhibits) {
    public EvidencePackage {
        parts = List.copyOf(parts);
        custody = List.copyOf(custody);
        exhibits = List.copyOf(exhibits);
        if (desk.isBlank() || desk.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a desk's name is one line of text");
        }
        if (parts.isEmpty() || custody.isEmpty()) {
            throw new IllegalArgumentException("a package tells a report and who handled it");
        }
        requireUnique(exhibits);
        requireOrder(custody, created);
    }

    private static void requireUnique(List<Exhibit> exhibits) {
        var names = new HashSet<String>();
        var numbers = new HashSet<String>();
        for (Exhibit exhibit : exhibits) {
            if (!names.add(exhibit.name()) || !numbers.add(exhibit.number())) {
                throw new IllegalArgumentException("two exhibits share a name or a number");
            }
        }
    }

    private static void requireOrder(List<CustodyEvent> custody, Instant created) {
        Instant last = Instant.MIN;
        for (CustodyEvent event : custody) {
            if (event.when().isBefore(last) || event.when().isAfter(created)) {
                throw new IllegalArgumentException("custody events come oldest first and before the package");
            }
            last = event.when();
        }
    }

    @Override
    public String toString() {
        return "EvidencePackage[" + reference.value() + ", " + exhibits.size() + " exhibits]";
    }
}
