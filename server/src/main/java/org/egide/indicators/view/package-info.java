/** What the public page of figures shows, ready to print. */
@NullMarked
package org.egide.indicators.view;

import org.jspecify.annotations.NullMarked;
