package org.egide.triage;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprints.Hashes;
import org.egide.keys.Opener;
import org.egide.report.ReportItem;
import org.springframework.stereotype.Component;

/** Makes the keyed hashes by which reports are linked without their content being stored again. */
@Component("triage.marks")
final class Marks {
    private final Opener opener;

    Marks(Opener opener) {
        this.opener = opener;
    }

    /** What an item names by its text alone. */
    Optional<Naming> of(ReportItem item) {
        return switch (item.kind()) {
            case ADDRESS ->
                CanonicalAddress.of(item.value())
                        .map(address -> naming(item, ThingKind.ADDRESS, "triage.address", address.text()));
            case ACCOUNT -> Optional.of(naming(item, ThingKind.ACCOUNT, "triage.account", handle(item.value())));
            case EMAIL -> Optional.of(naming(item, ThingKind.ACCOUNT, "triage.email", handle(item.value())));
            case PHONE ->
                Optional.of(naming(
                        item, ThingKind.ACCOUNT, "triage.phone", item.value().replaceAll("[^0-9+]", "")));
            case FILE, FINGERPRINT, CONVERSATION, PAYMENT, LIVE_SESSION, PEER_TO_PEER, NETWORK_ADDRESS, DEVICE ->
                Optional.empty();
        };
    }

    private Naming naming(ReportItem item, ThingKind kind, String domain, String text) {
        return new Naming(item.id(), kind, List.of(mark(domain, text)));
    }

    private static String handle(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^@", "");
    }

    List<Naming.Mark> of(ExactHashes exact) {
        return List.of(
                mark("triage.file", "sha256:" + exact.sha256()),
                mark("triage.file", "sha1:" + exact.sha1()),
                mark("triage.file", "md5:" + exact.md5()));
    }

    List<Naming.Mark> of(Hashes hashes) {
        var marks = new ArrayList<Naming.Mark>();
        hashes.sha256().ifPresent(hex -> marks.add(mark("triage.file", "sha256:" + hex)));
        hashes.sha1().ifPresent(hex -> marks.add(mark("triage.file", "sha1:" + hex)));
        hashes.md5().ifPresent(hex -> marks.add(mark("triage.file", "md5:" + hex)));
        hashes.full()
                .or(hashes::capped)
                .or(hashes::pdq)
                .map(Pdq::hex)
                .ifPresent(hex -> marks.add(mark("triage.file", "pdq:" + hex)));
        return marks;
    }

    private Naming.Mark mark(String domain, String text) {
        return new Naming.Mark(opener.blindIndex(domain, text.getBytes(StandardCharsets.UTF_8)));
    }
}
