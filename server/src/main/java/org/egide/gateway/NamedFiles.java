package org.egide.gateway;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.egide.report.FileId;
import org.egide.report.FileStore;
import org.egide.report.NamesFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which kept files a provider's upload names: of an intake by calls, or sent before a JSON report. */
@Component
final class NamedFiles implements NamesFiles {
    private final JdbcClient database;
    private final FileStore files;

    NamedFiles(JdbcClient database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    @Override
    public Set<FileId> named(Collection<FileId> wanted) {
        if (wanted.isEmpty()) {
            return Set.of();
        }
        var found = database.sql("""
                        SELECT file FROM gateway.partner_file WHERE file IN (:files)
                        UNION SELECT file FROM gateway.intake_file WHERE file IN (:files)
                        """)
                .param("files", wanted.stream().map(FileId::value).toList())
                .query((row, number) -> new FileId(row.getObject("file", UUID.class)))
                .list();
        return new HashSet<>(found);
    }

    /** Drops a file that was just kept when nothing came to name it: it was sent before, or its call was refused. */
    void dropUnlessNamed(Provider provider, FileId file) {
        if (named(List.of(file)).isEmpty()) {
            files.discard(file, provider.actor());
        }
    }
}
