/** What the pages of the gateway show. */
@NullMarked
package org.egide.gateway.view;

import org.jspecify.annotations.NullMarked;
