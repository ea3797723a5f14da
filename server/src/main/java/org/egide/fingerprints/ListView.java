package org.egide.fingerprints;

import java.time.Instant;
import org.egide.staff.DeskId;

/** A list as its desk sees it: what it stands for and how many entries it has, never a hash. */
public record ListView(
        ListId id,
        DeskId desk,
        String name,
        String ground,
        String classification,
        int threshold,
        boolean verified,
        long live,
        long confirmed,
        long withdrawn,
        Instant created) {}
