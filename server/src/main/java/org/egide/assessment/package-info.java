/**
 * What a report is in law: two people record the elements independently, the law profile of the day derives the outcome and
 * shows how, a supervisor who was neither decides where they differ (R8.2).
 *
 * <p>Promises: nobody sees another's view before giving their own; nobody counts twice; every view and outcome names the version
 * of the profile; known material is decided by a person who confirms the match, without anyone viewing it again. No code path
 * decides by itself.
 *
 * <p>Sends {@link org.egide.assessment.ReportAssessed} (final outcomes only) and {@link org.egide.report.ReportProgressed}.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::*",
            "audit",
            "staff",
            "report",
            "fingerprints",
            "triage",
            "fingerprint"
        })
@NullMarked
package org.egide.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
