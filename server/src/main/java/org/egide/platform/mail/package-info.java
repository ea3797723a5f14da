@NullMarked
package org.egide.platform.mail;

import org.jspecify.annotations.NullMarked;
