package org.egide.helpline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.report.Act;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries out what was agreed: for a hotline or the police a report with the agreed words and what is known in coded form, so that
 * nothing is asked twice; it is linked to the contact, whose one code opens both (R75.m1). The hand-over's id is the report's key, so a
 * power loss in between sends it once. For a care service it records that it went.
 */
@Component
final class HandoverRoutine implements Routine {
    private static final Actor SELF = Actor.system("helpline");
    private static final int TOGETHER = 20;

    private final Handovers handovers;
    private final ContactStore store;
    private final Talks talks;
    private final Tally tally;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    HandoverRoutine(
            Handovers handovers,
            ContactStore store,
            Talks talks,
            Tally tally,
            Reports reports,
            ReceiptCodes codes,
            Audit audit,
            Transaction transaction,
            JdbcClient database) {
        this.handovers = handovers;
        this.store = store;
        this.talks = talks;
        this.tally = tally;
        this.reports = reports;
        this.codes = codes;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    @Override
    public String name() {
        return "helpline-handovers";
    }

    @Override
    public int work() {
        var due = database.sql("""
                        SELECT * FROM helpline.handover WHERE state IN ('AGREED', 'FORCED') ORDER BY at LIMIT :limit
                        """)
                .param("limit", TOGETHER)
                .query((row, number) -> Handovers.read(row))
                .list();
        due.forEach(this::send);
        return due.size();
    }

    private void send(Handover handover) {
        var contact = store.find(handover.contact()).orElseThrow();
        var report = handover.kind() == Partner.Kind.CARE
                ? Optional.<ReportId>empty()
                : Optional.of(reports.accept(report(contact, handover)).report());
        transaction.run(() -> {
            var moved = database.sql("""
                            UPDATE helpline.handover SET state = 'SENT', report = :report
                            WHERE id = :id AND state IN ('AGREED', 'FORCED')
                            """)
                    .param("report", report.map(ReportId::value).orElse(null))
                    .param("id", handover.id())
                    .update();
            if (moved == 0) {
                return;
            }
            report.ifPresent(id -> codes.also(contact.id().subject(), Subject.of(id)));
            tally.count(contact.line(), store.today(), Tally.What.PASSED_ON);
            store.touch(contact.id());
            audit.record(AuditEntry.of(
                    SELF,
                    "helpline.handed-over",
                    "contact:" + contact.id(),
                    Map.of(
                            "handover",
                            handover.id().toString(),
                            "report",
                            report.map(ReportId::toString).orElse("none"))));
        });
    }

    private NewReport report(Contact contact, Handover handover) {
        var words = transaction.in(() -> {
            audit.record(AuditEntry.of(SELF, "helpline.words-opened", "handover:" + handover.id()));
            return handovers.words(handover);
        });
        return new NewReport(
                Door.HELPLINE,
                Reporter.CHILD,
                SELF,
                contact.language(),
                new NewReport.Raw(words.getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8"),
                Set.of(handover.form()),
                handover.form() == Form.SEXUAL_EXTORTION ? Set.of(Act.BLACKMAILING) : Set.of(),
                facts(contact),
                Optional.of(words),
                Map.of(),
                List.of(),
                Optional.of("helpline"),
                Optional.of(handover.id().toString()),
                Optional.empty());
    }

    private List<Fact> facts(Contact contact) {
        var facts = new ArrayList<Fact>();
        talks.facts(contact.id()).forEach(known -> facts.add(Fact.said(known.kind(), known.value())));
        add(facts, FactKind.CHILD_AGE, contact.age().fact());
        if (contact.danger()) {
            add(facts, FactKind.IMMEDIATE_DANGER, "YES");
        }
        if (contact.extortion()) {
            add(facts, FactKind.THREAT, "YES");
        }
        return facts;
    }

    private static void add(List<Fact> facts, FactKind kind, String value) {
        if (facts.stream().noneMatch(fact -> fact.kind() == kind)) {
            facts.add(Fact.said(kind, value));
        }
    }
}
