/** What the pages of the front door show: typed, already in the reader's words. */
@NullMarked
package org.egide.frontdoor.view;

import org.jspecify.annotations.NullMarked;
