/** What the pages of the sources show, ready to be written. */
@NullMarked
package org.egide.upstream.view;

import org.jspecify.annotations.NullMarked;
