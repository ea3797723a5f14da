@NullMarked
package org.egide.platform.fetch;

import org.jspecify.annotations.NullMarked;
