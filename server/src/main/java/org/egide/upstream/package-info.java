/**
 * Lists that others keep, pulled on a schedule into a list of ours, with votes sent back.
 *
 * <p>Promises: nothing comes in before two different people confirmed a source; a page comes in whole or not at all, in one
 * transaction with how far the source was read, so that a crash loses nothing and doubles nothing; what a source takes back is
 * withdrawn here with the same page; what cannot be read is refused or skipped and counted by its reason; no request goes to another
 * host than the one people wrote down. Logins are sealed and never shown again; no hash, name or login is logged.
 *
 * <p>Never: lets a source put back what people took off, or bring a list that is not of the verified kind to a verified match.
 *
 * <p>Hears {@code ReportAssessed}; sends no events.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::*",
            "keys",
            "audit",
            "staff",
            "report",
            "triage",
            "assessment",
            "fingerprints",
            "fingerprint"
        })
@NullMarked
package org.egide.upstream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
