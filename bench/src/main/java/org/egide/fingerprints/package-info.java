/** What benchmarks need from inside the module of the same name. */
@NullMarked
package org.egide.fingerprints;

import org.jspecify.annotations.NullMarked;
