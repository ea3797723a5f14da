@NullMarked
package org.egide.platform.messages;

import org.jspecify.annotations.NullMarked;
