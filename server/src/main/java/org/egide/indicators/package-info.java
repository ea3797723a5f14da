/**
 * The public figures: counts by month, outcomes and times to removal (R26.4, R66.1).
 *
 * <p>Promises: hears events and only counts; each event counts once; a published number never lets a child be recognised (cells below
 * 10 are withheld, a second one where the first could be computed, and an auditor proves it before anything is shown); unknown stays
 * unknown and is never a zero; risk, harm and benefit are never added together.
 *
 * <p>Never: queries the tables of another module, writes back, or offers free queries.
 *
 * <p>Hears {@code ReportReceived}, {@code ReportAssessed}, {@code StatusChanged}, {@code CopyNoticed}, {@code CopyRemoved}. Sends
 * nothing.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "staff", "report", "assessment", "removal"})
@NullMarked
package org.egide.indicators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
