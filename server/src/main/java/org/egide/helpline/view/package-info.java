/** What the pages of the helpline show. */
@NullMarked
package org.egide.helpline.view;

import org.jspecify.annotations.NullMarked;
