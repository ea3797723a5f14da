/** Benchmarks, each one command: {@code ./egide bench NAME}. They print JSON lines and assert nothing. */
@NullMarked
package org.egide.bench;

import org.jspecify.annotations.NullMarked;
