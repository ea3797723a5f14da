/** Decision tables: rules as data that explain themselves. */
@NullMarked
package org.egide.platform.rules;

import org.jspecify.annotations.NullMarked;
