/**
 * The sharing doors: {@code /hashsharing/v2/...} and {@code /stopncii/v1/...}, through which entitled partners pull lists with the
 * programs that they run already, vote, and see deletions.
 *
 * <p>Promises: nobody pulls before two people agreed, to the partner and to each list; only entries that two people confirmed, on lists
 * that two people opened, are told; what is withdrawn, has ended or is no longer granted is told as gone, at a time after whatever the
 * partner asked before; a page that was begun can be continued after a restart; each pull leaves an audit row before the first hash
 * leaves the house. What partners submit becomes an unverified lead. It never decides anything, and logs no hash. It sends and hears
 * no events.
 */
@ApplicationModule(
        allowedDependencies = {"platform", "platform::*", "keys", "audit", "staff", "fingerprints", "fingerprint"})
@NullMarked
package org.egide.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
