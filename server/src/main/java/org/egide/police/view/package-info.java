/** What the pages of referrals show. */
@NullMarked
package org.egide.police.view;

import org.jspecify.annotations.NullMarked;
