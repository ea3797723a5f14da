/**
 * The helpline: a child writes or calls, waits, is answered by a counsellor, and may be passed on; many national lines on one node
 * (R27.2, R35.1, R74.1 to R74.3, R75.m1).
 *
 * <p>Promises: what a child was told is kept is on disk and sealed; the most urgent, then the longest waiting, is next; a counsellor
 * who is lost gives the child back to the queue; nothing goes to another body before the child's yes is recorded, or two people's
 * reason is, which she sees; nobody reads along unseen; nothing told is asked again without leave; a new line is a file. It never
 * keeps words, names or an exact time of a finished contact in the clear. It sends and hears no events.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys", "audit", "staff", "report", "dialogue"})
@NullMarked
package org.egide.helpline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
