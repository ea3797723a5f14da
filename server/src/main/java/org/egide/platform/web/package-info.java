@NullMarked
package org.egide.platform.web;

import org.jspecify.annotations.NullMarked;
