/**
 * The provider's doors: {@code /ispws/...} for reporting clients of the CyberTipline type and {@code /api/v1/...} for partners.
 *
 * <p>Promises: what came in is sealed before it is read; what got a success code exists; what was refused is kept and a person
 * is told; what was begun and never finished is kept as abandoned evidence; sending again is harmless; a provider sees its own
 * reports and nobody else's; of what it asks the matching service nothing is kept but counts. It never says to one provider what
 * another sent and never decides anything.
 *
 * <p>Sends no events of its own ({@link org.egide.report.Reports#accept} does); hears {@link org.egide.report.StatusChanged} and
 * keeps it as feedback for the provider who reported.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::*",
            "keys",
            "audit",
            "staff",
            "report",
            "fingerprints",
            "fingerprint"
        })
@NullMarked
package org.egide.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
