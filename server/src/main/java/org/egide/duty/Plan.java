package org.egide.duty;

import java.util.Optional;

/** What a desk declares: its hours, how many untouched reports it can bear, and who counts as present. */
record Plan(Hours hours, Optional<Integer> capacity, Presence presence) {}
