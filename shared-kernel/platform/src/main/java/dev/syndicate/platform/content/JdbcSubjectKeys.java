package dev.syndicate.platform.content;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Keys of persons as they are kept. */
final class JdbcSubjectKeys {

    private static final RowMapper<WrappedKey> ROW = (row, _) -> new WrappedKey(
            row.getObject("id", UUID.class),
            row.getString("subject"),
            row.getString("master"),
            row.getBytes("wrapped"));

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    JdbcSubjectKeys(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** One form of a key. */
    record WrappedKey(UUID id, String subject, String master, byte[] wrapped) {}

    /** All forms of the person's live key; empty when there is none. */
    List<WrappedKey> ofSubject(String subject) {
        return jdbc.sql("""
                        SELECT k.id, k.subject, w.master, w.wrapped
                        FROM content.subject_key k
                        JOIN content.wrapped_key w ON w.key = k.id
                        WHERE k.subject = :subject AND k.destroyed_at IS NULL
                        """).param("subject", subject).query(ROW).list();
    }

    List<WrappedKey> ofKey(UUID key) {
        return jdbc.sql("""
                        SELECT k.id, k.subject, w.master, w.wrapped
                        FROM content.subject_key k
                        JOIN content.wrapped_key w ON w.key = k.id
                        WHERE k.id = :key AND k.destroyed_at IS NULL
                        """).param("key", key).query(ROW).list();
    }

    /** Keeps a new key, unless the person has got one meanwhile. */
    void insert(WrappedKey key) {
        transactions.executeWithoutResult(_ -> {
            int inserted = jdbc.sql("""
                            INSERT INTO content.subject_key (id, subject)
                            VALUES (:id, :subject)
                            ON CONFLICT (subject) WHERE destroyed_at IS NULL DO NOTHING
                            """)
                    .param("id", key.id())
                    .param("subject", key.subject())
                    .update();
            if (inserted == 1) {
                wrap(key);
            }
        });
    }

    /** Keeps another form of a key. */
    void wrap(WrappedKey key) {
        jdbc.sql("""
                        INSERT INTO content.wrapped_key (key, master, wrapped)
                        VALUES (:id, :master, :wrapped)
                        ON CONFLICT (key, master) DO NOTHING
                        """)
                .param("id", key.id())
                .param("master", key.master())
                .param("wrapped", key.wrapped())
                .update();
    }

    /** Some of the live keys that have no form under this master yet, in one of the forms that they have. */
    List<WrappedKey> notUnder(String master, int limit) {
        return jdbc.sql("""
                        SELECT DISTINCT ON (k.id) k.id, k.subject, w.master, w.wrapped
                        FROM content.subject_key k
                        JOIN content.wrapped_key w ON w.key = k.id
                        WHERE k.destroyed_at IS NULL
                            AND NOT EXISTS (
                                SELECT FROM content.wrapped_key c WHERE c.key = k.id AND c.master = :master)
                        ORDER BY k.id
                        LIMIT :limit
                        """)
                .param("master", master)
                .param("limit", limit)
                .query(ROW)
                .list();
    }
}
