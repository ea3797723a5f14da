@NullMarked
package org.egide;

import org.jspecify.annotations.NullMarked;
