/** An evening of all helplines at once (R74.1). */
@NullMarked
package org.egide.bench.evening;

import org.jspecify.annotations.NullMarked;
