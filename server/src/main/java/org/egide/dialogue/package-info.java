/**
 * The talk between a reporter and the house about what they told, and the reporter's say in what is done with it: messages both ways,
 * choices, disagreement, withdrawal and complaint (R7.3, R53.1, R54.2; R8, K2, K3, K7 and S10 of front-door-and-care).
 *
 * <p>Promises: every word is sealed twice, for staff and for the code that came with the report, so the reporter reads with the code
 * alone, also from a process without the keyring; what was said and chosen is never changed, only followed by something newer; sending a
 * form twice says it once; of the reporter only the day is kept. A reader of staff gives a reason, which is audited.
 *
 * <p>Never: shows a name of staff to a reporter; tells staff that a message was seen unless the reporter allows it; sends anything out of
 * the house: the code is the way back.
 *
 * <p>Sends {@link org.egide.dialogue.MessageFromReporter}, {@link org.egide.dialogue.MessageFromStaff}, {@link org.egide.dialogue.ChoiceMade}
 * and {@link org.egide.dialogue.ObjectionMade}. Who of staff may see a kind of
 * subject is said by a {@link org.egide.dialogue.SubjectAccess}.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys", "audit", "staff", "report"})
@NullMarked
package org.egide.dialogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
