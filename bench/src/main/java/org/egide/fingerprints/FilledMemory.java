package org.egide.fingerprints;

import java.io.IOException;
import java.util.Collection;
import org.egide.fingerprint.Pdq;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For benchmarks: a node that starts with more hashes in its memory than its database has entries. */
public final class FilledMemory {
    private FilledMemory() {}

    /** Writes the snapshot that the node reads at its next start. */
    public static void snapshot(ApplicationContext node, Collection<Pdq> hashes) throws IOException {
        var changed = node.getBean(JdbcClient.class)
                .sql("SELECT coalesce(max(changed), 0) FROM fingerprints.entry")
                .query(Long.class)
                .single();
        node.getBean(PictureSnapshot.class).write(hashes, hashes, changed);
    }
}
