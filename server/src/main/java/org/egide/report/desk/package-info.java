/**
 * The desk's pages of a report: what is known, what is sealed and opened only with a reason, pictures behind two deliberate steps,
 * and what could not be read.
 */
@NullMarked
package org.egide.report.desk;

import org.jspecify.annotations.NullMarked;
