/** What lies outside the product: hosts that serve generated pictures, the mail they receive, and a police unit with its own key. */
@NullMarked
package org.egide.demo.world;

import org.jspecify.annotations.NullMarked;
