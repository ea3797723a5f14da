package org.egide.fingerprints;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprint.Fingerprints;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Questions of partners that hold no list (R10.6, R42.1). Only entries of lists that the partner's desk shares answer, for the
 * territories it serves, after two people confirmed entry and list. Answers are coarse and bounded, so that asking does not yield
 * the list ({@link Neighbourhoods}). Of a question nothing stays but counts, and no answer does anything.
 *
 * <p>Refuses {@code daily-questions} and {@code daily-matches} (429) until the next day (UTC).
 */
@Component
public final class Enquiries {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Recognition recognition;
    private final Neighbourhoods neighbourhoods;
    private final Audit audit;
    private final Clock clock;

    Enquiries(
            JdbcClient database,
            Transaction transaction,
            Recognition recognition,
            Neighbourhoods neighbourhoods,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.recognition = recognition;
        this.neighbourhoods = neighbourhoods;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a partner asked on one day, in numbers. */
    public record Counts(long questions, long exact, long near, long withheld, long tests) {
        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /** One answer for each, in their order. */
    public List<Finding> ask(Enquirer enquirer, List<Hashes> questions) {
        return answers(enquirer, questions.stream().map(Sought::of).toList());
    }

    /** The same for a file; tries eight orientations, with and without uniform borders. */
    public Finding ask(Enquirer enquirer, Fingerprints file) {
        return answers(enquirer, List.of(Sought.of(file))).getFirst();
    }

    /**
     * The same for a film: what its bytes are, then what each of these frames is near to. Each frame is a question of its own and counts
     * as one, so that a film asks for no more than so many pictures would.
     */
    public List<Finding> ask(Enquirer enquirer, Fingerprints film, List<Fingerprints.Perceptual> frames) {
        var sought = new ArrayList<>(List.of(Sought.of(film)));
        frames.forEach(frame -> sought.add(Sought.of(frame)));
        return answers(enquirer, sought);
    }

    private List<Finding> answers(Enquirer enquirer, List<Sought> sought) {
        recognition.catchUp();
        var candidates = recognition.candidates(sought);
        var questions = new ArrayList<Question>();
        for (var at = 0; at < sought.size(); at++) {
            questions.add(Question.of(sought.get(at), candidates.get(at)));
        }
        return answer(enquirer, questions);
    }

    private List<Finding> answer(Enquirer enquirer, List<Question> questions) {
        return transaction.in(() -> {
            // The row of the day stays locked to the end: questions of one partner come one after the other, and none
            // is free.
            count(enquirer, questions.size());
            var entries = questions.stream()
                    .flatMap(question -> question.candidates().stream())
                    .map(KnownHashes.Candidate::entry)
                    .distinct()
                    .toList();
            var standing = entries.isEmpty() ? Map.<EntryId, ListRows.Standing>of() : recognition.standingById(entries);
            var round = neighbourhoods.begin(enquirer.partner());
            var findings = questions.stream()
                    .map(question -> find(enquirer, question, standing, round))
                    .toList();
            round.store();
            tally(enquirer, findings);
            return findings;
        });
    }

    private static Finding find(
            Enquirer enquirer,
            Question question,
            Map<EntryId, ListRows.Standing> standing,
            Neighbourhoods.Round round) {
        var found = new ArrayList<Finding.Known>();
        var near = new ArrayList<KnownHashes.Candidate>();
        for (var candidate : question.candidates()) {
            if (candidate.entry().equals(TestEntry.ID)) {
                found.add(TestEntry.known(candidate));
                continue;
            }
            var row = Optional.ofNullable(standing.get(candidate.entry()))
                    .filter(entry -> candidate.distance() <= entry.threshold() && entry.answers(enquirer));
            if (row.isPresent()) {
                found.add(known(row.get(), candidate));
                if (candidate.kind() == Match.Kind.NEAR) {
                    near.add(candidate);
                }
            }
        }
        var closed = round.ask(question, near);
        found.removeIf(match -> match.kind() == Match.Kind.NEAR && closed.contains(match.entry()));
        found.sort(Comparator.comparing(Finding.Known::band)
                .thenComparing(match -> match.list().toString()));
        return new Finding(found, !closed.isEmpty());
    }

    private static Finding.Known known(ListRows.Standing row, KnownHashes.Candidate candidate) {
        return new Finding.Known(
                row.list(),
                row.name(),
                row.owner(),
                row.entry(),
                candidate.kind(),
                Finding.Band.of(candidate.kind(), candidate.distance()),
                row.classification(),
                row.votes(),
                false);
    }

    private void count(Enquirer enquirer, int questions) {
        // Counts of the last moment may be lost with the power; who was near to an entry may not (Neighbourhoods).
        var after = database.sql("""
                        INSERT INTO fingerprints.enquiry_day AS d (partner, day, questions) VALUES (:partner, :day, :questions)
                        ON CONFLICT (partner, day) DO UPDATE SET questions = d.questions + excluded.questions
                        RETURNING questions, exact + near AS matches, set_config('synchronous_commit', 'off', true)
                        """)
                .param("partner", enquirer.partner())
                .param("day", today())
                .param("questions", questions)
                .query((row, number) -> new long[] {row.getLong("questions"), row.getLong("matches")})
                .single();
        if (after[0] > enquirer.questionsPerDay()) {
            throw Refusal.withStatus(
                    429, "daily-questions", "The questions of this day are used up; the desk can raise their number.");
        }
        if (after[1] >= enquirer.matchesPerDay()) {
            throw Refusal.withStatus(
                    429, "daily-matches", "The matches of this day are used up; the desk can raise their number.");
        }
    }

    private void tally(Enquirer enquirer, List<Finding> findings) {
        var matches =
                findings.stream().flatMap(finding -> finding.known().stream()).toList();
        var withheld = findings.stream().filter(Finding::withheld).count();
        if (matches.isEmpty() && withheld == 0) {
            return;
        }
        var told = matches.stream().filter(match -> !match.test()).toList();
        database.sql("""
                        UPDATE fingerprints.enquiry_day
                        SET exact = exact + :exact, near = near + :near, withheld = withheld + :withheld, tests = tests + :tests
                        WHERE partner = :partner AND day = :day
                        """)
                .param("partner", enquirer.partner())
                .param("day", today())
                .param(
                        "exact",
                        told.stream()
                                .filter(match -> match.kind() == Match.Kind.EXACT)
                                .count())
                .param(
                        "near",
                        told.stream()
                                .filter(match -> match.kind() == Match.Kind.NEAR)
                                .count())
                .param("withheld", withheld)
                .param("tests", (long) matches.size() - told.size())
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The counts of a partner on this day. */
    public Counts today(Actor partner) {
        return database.sql("SELECT * FROM fingerprints.enquiry_day WHERE partner = :partner AND day = :day")
                .param("partner", partner.id())
                .param("day", today())
                .query((row, number) -> new Counts(
                        row.getLong("questions"),
                        row.getLong("exact"),
                        row.getLong("near"),
                        row.getLong("withheld"),
                        row.getLong("tests")))
                .optional()
                .orElse(Counts.NONE);
    }

    /** Around how many entries near answers to this partner have stopped. */
    public int closed(Actor partner) {
        return neighbourhoods.closed(partner.id());
    }

    /** A person who looked into it lets the partner's near answers start anew. Needs a reason; whose partner it is, the caller checks. */
    public void startAnew(Person by, Actor partner, String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw Refusal.because("no-reason", "Starting anew needs a reason of at most 500 characters.");
        }
        transaction.run(() -> {
            var entries = neighbourhoods.forget(partner.id());
            audit.record(AuditEntry.of(
                    by.actor(),
                    "fingerprints.enquirer-started-anew",
                    "partner:" + partner.id(),
                    Map.of("entries", "" + entries, "reason", reason.strip())));
        });
    }

    /**
     * A partner says that an entry belongs where it stands, or that it does not; the last word of a partner counts. Moves nothing:
     * people of the desk see it. Not found unless the entry could answer this partner.
     */
    public void vote(Enquirer enquirer, EntryId entry, boolean up) {
        transaction.run(() -> {
            if (recognition.standing(List.of(entry)).stream().noneMatch(row -> row.answers(enquirer))) {
                throw Refusal.notFound();
            }
            database.sql("""
                            INSERT INTO fingerprints.vote (entry, partner, up, at) VALUES (:entry, :partner, :up, :at)
                            ON CONFLICT (entry, partner) DO UPDATE SET up = excluded.up, at = excluded.at
                            """)
                    .param("entry", entry.value())
                    .param("partner", enquirer.partner())
                    .param("up", up)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(
                    enquirer.actor(),
                    "fingerprints.entry-voted",
                    "entry:" + entry,
                    Map.of("vote", up ? "up" : "down")));
        });
    }
}
