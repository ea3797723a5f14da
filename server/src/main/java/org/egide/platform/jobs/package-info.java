@NullMarked
package org.egide.platform.jobs;

import org.jspecify.annotations.NullMarked;
