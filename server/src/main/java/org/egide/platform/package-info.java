/**
 * The ground everything stands on: settings, the clock, the database, transactions, jobs, pages, refusals and the one
 * guarded way out to the network.
 *
 * <p>Promises: every setting is known by name or the start stops; every refusal has a stable code; nothing here knows what
 * a report is. It never logs content. It sends and hears no events.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.egide.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
