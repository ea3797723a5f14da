package org.egide.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The rules of the XML door that a schema cannot say (sections 1.5 to 1.7 of provider-gateway). */
@Component
final class WireRules {
    /** Clocks of senders run ahead a little. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Set<String> NOT_WHEN_BATCHED =
            Set.of("internetDetails", "lawEnforcement", "intendedRecipient", "victim", "additionalInfo");

    private static final Set<String> NOT_OF_A_BATCHED_FILE = Set.of(
            "originalFileName",
            "locationOfFile",
            "originalFileHash",
            "ipCaptureEvent",
            "deviceId",
            "details",
            "additionalInfo");

    private final Clock clock;

    WireRules(Clock clock) {
        this.clock = clock;
    }

    static boolean isBatched(Element report) {
        return report.child("batchedReport").isPresent();
    }

    /** What breaks a rule in a report that the schema takes, naming the element. */
    Optional<String> faultOfReport(Element report) {
        var summary = report.child("incidentSummary").orElseThrow();
        var moment = summary.value("incidentDateTime").flatMap(WireRules::moment);
        if (moment.isEmpty() || moment.get().isAfter(clock.instant().plus(AHEAD))) {
            return Optional.of("/report/incidentSummary/incidentDateTime: must be in the past");
        }
        if (isBatched(report)) {
            return faultOfBatched(report, summary);
        }
        return report.all("personOrUserReported").count() > 1
                ? Optional.of("/report/personOrUserReported: at most one, unless the report is batched")
                : Optional.empty();
    }

    private static Optional<String> faultOfBatched(Element report, Element summary) {
        if (summary.child("escalateToHighPriority").isPresent()) {
            return Optional.of("/report/incidentSummary/escalateToHighPriority: not in a batched report");
        }
        var wrong = report.children().stream()
                .map(Element::name)
                .filter(NOT_WHEN_BATCHED::contains)
                .map(name -> "/report/" + name + ": not in a batched report");
        var more = report.all("personOrUserReported")
                .filter(person -> person.children().size() != 1
                        || person.child("espIdentifier").isEmpty())
                .map(person -> "/report/personOrUserReported: holds only espIdentifier in a batched report");
        return Stream.concat(wrong, more).findFirst();
    }

    /** What breaks a rule in file details that the schema takes, naming the element. */
    static Optional<String> faultOfDetails(Element details, boolean batched) {
        if (details.says("exifViewedByEsp").orElse(false)
                && !details.says("fileViewedByEsp").orElse(false)) {
            return Optional.of("/fileDetails/exifViewedByEsp: true needs fileViewedByEsp to be true");
        }
        var supplemental = details.value("fileRelevance")
                .map(text -> text.startsWith("Supplemental"))
                .orElse(false);
        if (supplemental
                && (flags(details).anyMatch("potentialMeme"::equals)
                        || details.child("industryClassification").isPresent())) {
            return Optional.of(
                    "/fileDetails/fileRelevance: supplemental excludes potentialMeme and industryClassification");
        }
        return batched ? faultOfBatchedFile(details, supplemental) : Optional.empty();
    }

    private static Optional<String> faultOfBatchedFile(Element details, boolean supplemental) {
        if (supplemental) {
            return Optional.of("/fileDetails/fileRelevance: must be Reported in a batched report");
        }
        var set = flags(details).toList();
        if (set.isEmpty() || !Set.of("viral", "potentialMeme").containsAll(set)) {
            return Optional.of("/fileDetails/fileAnnotations: viral, potentialMeme or both, in a batched report");
        }
        return details.children().stream()
                .map(Element::name)
                .filter(NOT_OF_A_BATCHED_FILE::contains)
                .map(name -> "/fileDetails/" + name + ": not in a batched report")
                .findFirst();
    }

    /** The flags that file details or a report set, in either form. */
    static Stream<String> flags(Element element) {
        return Stream.concat(
                element.all("potentialMeme").map(Element::name),
                element.children().stream()
                        .filter(child -> child.name().equals("fileAnnotations")
                                || child.name().equals("reportAnnotations"))
                        .flatMap(child -> child.children().stream())
                        .map(Element::name));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            // The schema takes forms that Java does not (24:00:00, year 0); such a moment is no moment here.
            return Optional.empty();
        }
    }
}
