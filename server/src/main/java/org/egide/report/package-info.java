/**
 * The report: what one source told us at one time; its raw bytes, its items and files, its receipt and its status.
 *
 * <p>Promises: what {@link org.egide.report.Reports#accept} answered is on disk, sealed and audited; what could not be read
 * is kept and a person is told ({@link org.egide.report.Reports#keepUnread}); a report is never merged, never overwritten and
 * never closes silently; every query is bound to the desk that owns the report. It never decides anything.
 *
 * <p>Sends {@link org.egide.report.ReportReceived}, {@link org.egide.report.ReportMoved} and {@link org.egide.report.StatusChanged}; hears
 * {@link org.egide.report.ReportProgressed} and {@link org.egide.report.StepsTaken}, which desk and action modules publish.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys", "audit", "staff", "fingerprint"})
@NullMarked
package org.egide.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
