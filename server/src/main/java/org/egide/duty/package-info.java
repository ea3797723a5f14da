/**
 * Who is there: which desk can hear somebody now, who is called when somebody is in danger, and how long a first answer takes
 * (R42.3, R26.2; R13 of front-door-and-care).
 *
 * <p>Promises: a door can know before it asks anything whether a person is there, until when, and when one will be; an alarm is a row,
 * and it is called out again and louder until a person has taken it, whatever dies in between; what goes out says nothing but "sign in"
 * (S10); what was left while nobody was there is before a person at the opening. It opens nothing that is sealed and decides nothing
 * about a report.
 *
 * <p>Hears {@link org.egide.report.ReportReceived} and {@link org.egide.report.StatusChanged}; sends no events.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "keys", "audit", "staff", "report", "dialogue"})
@NullMarked
package org.egide.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
