/**
 * The demonstration: a stand-in world outside the product, and a drive of the main job over the real doors. It depends on the
 * server as a library; nothing depends on it, and nothing of it exists when the server runs alone.
 */
@NullMarked
package org.egide.demo;

import org.jspecify.annotations.NullMarked;
