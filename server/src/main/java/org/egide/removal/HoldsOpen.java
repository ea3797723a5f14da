package org.egide.removal;

import org.egide.report.ReportId;

/**
 * A reason not to close a report although all its copies are gone, told by the module that has it (a police referral that nobody
 * has acknowledged). When the reason ends, that module calls {@link Closing#consider}.
 */
public interface HoldsOpen {
    boolean holdsOpen(ReportId report);
}
