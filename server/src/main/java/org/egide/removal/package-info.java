/**
 * Removal at the source: every location of an unlawful item is a {@link org.egide.removal.CopyId copy} with its own notice, its own
 * re-checks and its own clock (R24.2, R26.4, G7.2).
 *
 * <p>Promises: only absence that two consecutive re-checks saw makes a copy gone; a host that is down, refuses or says nothing
 * stops no clock; a notice is in the outbox with the state that caused it, so that a mail server that is down loses nothing; every
 * clock ends with a named person. A notice says nothing about who reported and never carries imagery.
 *
 * <p>Never: sends to a guessed contact before a person has confirmed it; reaches a private address; closes a report while a copy
 * is up or while another module holds it open ({@link org.egide.removal.HoldsOpen}).
 *
 * <p>Takes from triage what it saw at an address and keeps an own sealed copy. Hears {@code ReportAssessed}; sends {@link org.egide.removal.CopyNoticed}, {@link org.egide.removal.CopyRemoved},
 * {@link org.egide.removal.CopyEscalated} and {@code ReportProgressed}.
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
package org.egide.removal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
