package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps bytes under their plain SHA-256, once, and never changes them. Writing takes part in the caller's transaction;
 * writing the same bytes again changes nothing. Reading recomputes the hash, so that edited content is an error and
 * not an answer.
 */
public class ContentStore {

    private final JdbcClient jdbc;

    public ContentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps these bytes and says how to find them. */
    public ContentRef put(byte[] bytes) {
        ContentRef ref = new ContentRef(Digest.of(bytes), bytes.length);
        jdbc.sql("""
                        INSERT INTO content.content (digest, size, bytes)
                        VALUES (:digest, :size, :bytes)
                        ON CONFLICT (digest) DO NOTHING
                        """)
                .param("digest", ref.digest().bytes())
                .param("size", ref.size())
                .param("bytes", bytes)
                .update();
        return ref;
    }

    /** The bytes. Throws {@link ContentUnavailableException} when they are missing or no longer what they were. */
    public byte[] get(ContentRef ref) {
        byte[] bytes = jdbc.sql("SELECT bytes FROM content.content WHERE digest = :digest")
                .param("digest", ref.digest().bytes())
                .query((row, number) -> row.getBytes("bytes"))
                .optional()
                .orElseThrow(() -> new ContentUnavailableException(ref, "is not in the content store"));
        if (bytes.length != ref.size() || !Digest.of(bytes).equals(ref.digest())) {
            throw new ContentUnavailableException(ref, "was altered in the content store");
        }
        return bytes;
    }
}
