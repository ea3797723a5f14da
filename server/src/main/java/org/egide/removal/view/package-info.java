/** What the pages of removal show: plain text, ready to print. */
@NullMarked
package org.egide.removal.view;

import org.jspecify.annotations.NullMarked;
