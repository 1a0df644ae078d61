package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Contents of files as they were when an action that changes them was proposed. The bytes lie in the {@link ContentStore},
 * under the key of the person who answers for the action, and are erased with it; their digest is the one that the
 * action's operand has. Only what came with an action is found for it: a digest alone opens nothing.
 */
public class PreImageStore {

    private final JdbcClient jdbc;
    private final ContentStore contents;

    public PreImageStore(JdbcClient jdbc, ContentStore contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /** Keeps what came with an action; the same again changes nothing. */
    public void put(ActionId action, DataSubject person, byte[] bytes) {
        ContentRef ref = contents.put(person, bytes);
        jdbc.sql("""
                        INSERT INTO content.pre_image (action, digest, size)
                        VALUES (:action, :digest, :size)
                        ON CONFLICT (action, digest) DO NOTHING
                        """)
                .param("action", action.value())
                .param("digest", ref.digest().bytes())
                .param("size", ref.size())
                .update();
    }

    /** What came with an action is also another one's, which was made out of it. */
    public void copy(ActionId from, ActionId to) {
        jdbc.sql("""
                        INSERT INTO content.pre_image (action, digest, size)
                        SELECT :to, p.digest, p.size FROM content.pre_image p WHERE p.action = :from
                        ON CONFLICT (action, digest) DO NOTHING
                        """).param("from", from.value()).param("to", to.value()).update();
    }

    /**
     * The bytes of this digest that came with the action; empty where none did. Throws as {@link ContentStore#get} does
     * where they were erased or altered.
     */
    public Optional<byte[]> find(ActionId action, Digest digest) {
        return jdbc.sql("SELECT size FROM content.pre_image WHERE action = :action AND digest = :digest")
                .param("action", action.value())
                .param("digest", digest.bytes())
                .query(Long.class)
                .optional()
                .map(size -> contents.get(new ContentRef(digest, size)));
    }
}
