/** What the page of sharing shows. */
@NullMarked
package org.egide.sharing.view;

import org.jspecify.annotations.NullMarked;
