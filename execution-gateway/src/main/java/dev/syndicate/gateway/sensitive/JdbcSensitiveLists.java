package dev.syndicate.gateway.sensitive;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of every list that was ever in force. */
@Component
class JdbcSensitiveLists {

    private final JdbcClient jdbc;

    JdbcSensitiveLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a version; answers the one that has this counter, which is another where somebody forgot to raise it. */
    SensitiveList keep(SensitiveList list) {
        jdbc.sql("""
                        INSERT INTO gateway.sensitive_list (workspace, counter, version, document)
                        VALUES (:workspace, :counter, :version, :document)
                        ON CONFLICT (workspace, counter) DO NOTHING
                        """)
                .param("workspace", list.workspace())
                .param("counter", list.counter())
                .param("version", list.version())
                .param("document", list.canonical())
                .update();
        return jdbc.sql("""
                        SELECT document FROM gateway.sensitive_list
                        WHERE workspace = :workspace AND counter = :counter
                        """)
                .param("workspace", list.workspace())
                .param("counter", list.counter())
                .query((row, _) -> SensitiveList.parse(row.getBytes("document")))
                .single();
    }

    Optional<SensitiveList> find(String version) {
        return jdbc.sql("SELECT document FROM gateway.sensitive_list WHERE version = :version")
                .param("version", version)
                .query((row, _) -> SensitiveList.parse(row.getBytes("document")))
                .optional();
    }
}
