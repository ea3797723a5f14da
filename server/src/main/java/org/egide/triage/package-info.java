/**
 * From a report to its place in the queue: what it names is linked, looked at and compared with the lists, rules rank it and say
 * why, and a clock runs until a person has looked.
 *
 * <p>Promises: a report is in the queue as soon as it is heard of; danger now and self-harm are P0, a child is never below P2, and no
 * software ever lowers or closes (invariants in code, whatever the table says); links are rows that can be undone exactly;
 * an overdue report has an owner. What was fetched is fingerprinted in memory and dropped. It never decides what something is.
 *
 * <p>Hears {@link org.egide.report.ReportReceived} and {@link org.egide.report.StatusChanged}; sends
 * {@link org.egide.triage.ReportRanked} and, when somebody takes a report, {@link org.egide.report.ReportProgressed}.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::*",
            "keys",
            "audit",
            "staff",
            "report",
            "duty",
            "fingerprints",
            "fingerprint"
        })
@NullMarked
package org.egide.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
