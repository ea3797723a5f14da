@NullMarked
package org.egide.duty.view;

import org.jspecify.annotations.NullMarked;
