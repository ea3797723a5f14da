/**
 * The front door: the child's path, the public form, the way back with a receipt code, and advice; in every language, complete
 * without scripts (R14.1, R43.1, R54.2, R54.3).
 *
 * <p>Promises: nobody is asked for a name, an account, a proof or a picture; nothing is kept in the browser, in the address or in
 * a session; what was sent is accepted by {@link org.egide.report.Reports} before a code is shown; what cannot be read is kept
 * for a person; where nobody can receive a report, the page says so before it asks anything (R42.3). Signals of machine-made
 * forms only mark, they never refuse. It never decides how urgent a report is. It sends and hears no events.
 */
@ApplicationModule(
        allowedDependencies = {"platform", "platform::*", "audit", "staff", "report", "dialogue", "fingerprints"})
@NullMarked
package org.egide.frontdoor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
