/**
 * The record of who did what: one chain of rows for each stream, each row bound to the one before by its hash.
 *
 * <p>Promises: a row is written in the transaction of what it records, reads of sealed data included: no audit row, no read.
 * Changing, deleting or reordering any row is found by {@link org.egide.audit.AuditVerifier}. It holds ids, never content.
 * It sends and hears no events.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys"})
@NullMarked
package org.egide.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
