/**
 * How often known pictures are missed after an edit, and how often different ones are taken for the same: on generated pictures only,
 * the same at every run (R42.1).
 */
@NullMarked
package org.egide.bench.quality;

import org.jspecify.annotations.NullMarked;
