/** What the pages of the dialogue show. */
@NullMarked
package org.egide.dialogue.view;

import org.jspecify.annotations.NullMarked;
