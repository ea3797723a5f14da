/**
 * Referral of an unlawful report to a police desk as a signed and sealed evidence package (R46.3, R47.2).
 *
 * <p>Promises: one person proposes, another approves, and the database refuses it otherwise; what leaves is signed by this node,
 * sealed to the unit and to an escrow, verifiable without this system, and never changed afterwards; the certificate's fingerprint is
 * public. Every reading of the package is audited. A referral ends with an acknowledgement, never silently.
 *
 * <p>Never: sends by itself; sends against what the reporter chose without a departure that stands in the dialogue; hands over who told us unless urgent protection of a child is asked for; holds a key that opens a
 * package.
 *
 * <p>Sends {@link org.egide.police.ReferralAcknowledged} and {@code ReportProgressed}; holds a report open while a referral waits.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::*",
            "keys",
            "audit",
            "staff",
            "report",
            "dialogue",
            "evidence",
            "removal",
            "fingerprint"
        })
@NullMarked
package org.egide.police;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
