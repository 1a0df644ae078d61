package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps bytes under their plain SHA-256, once, and never changes them: in the clear where they are nobody's, as policy
 * bundles are, and otherwise encrypted under the key of the person that they belong to, so that they can be erased while
 * every digest holds. Writing takes part in the caller's transaction; writing the same bytes again changes nothing.
 * Reading recomputes the hash, so that edited content is an error and not an answer.
 */
public class ContentStore {

    private static final int ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final SubjectKeys keys;

    public ContentStore(JdbcClient jdbc, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** Keeps bytes that are nobody's, and says how to find them. */
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

    /** Keeps a person's bytes, encrypted, and says how to find them. */
    public ContentRef put(DataSubject person, byte[] bytes) {
        ContentRef ref = new ContentRef(Digest.of(bytes), bytes.length);
        String subject = keys.pseudonym(person).value();
        for (int i = 0; i < ATTEMPTS; i++) {
            if (insert(ref, keys.current(subject), bytes)) {
                return ref;
            }
            // The key was destroyed since it was last used: what the person does next gets a new one.
            keys.forget(subject);
        }
        throw new ContentUnavailableException(ref, "could not be kept: the person's key is being destroyed");
    }

    private boolean insert(ContentRef ref, SubjectKey key, byte[] bytes) {
        return jdbc.sql("""
                        WITH held AS (SELECT content.hold_key(:key) AS key), added AS (
                            INSERT INTO content.personal (digest, key, size, ciphertext)
                            SELECT :digest, h.key, :size, :ciphertext FROM held h WHERE h.key IS NOT NULL
                            ON CONFLICT (digest, key) DO NOTHING)
                        SELECT h.key IS NOT NULL FROM held h
                        """)
                .param("key", key.id())
                .param("digest", ref.digest().bytes())
                .param("size", ref.size())
                .param("ciphertext", encrypted(ref, key, bytes))
                .query(Boolean.class)
                .single();
    }

    /**
     * The bytes. Throws {@link ContentErasedException} when they were erased, and {@link ContentUnavailableException} when
     * they are missing or no longer what they were.
     */
    public byte[] get(ContentRef ref) {
        Optional<byte[]> personal = keys.areHere() ? personal(ref) : Optional.empty();
        byte[] bytes = personal.or(() -> plain(ref))
                .orElseThrow(() -> new ContentUnavailableException(ref, "is not in the content store"));
        if (bytes.length != ref.size() || !Digest.of(bytes).equals(ref.digest())) {
            throw new ContentUnavailableException(ref, "was altered in the content store");
        }
        return bytes;
    }

    private Optional<byte[]> plain(ContentRef ref) {
        return jdbc.sql("SELECT bytes FROM content.content WHERE digest = :digest")
                .param("digest", ref.digest().bytes())
                .query((row, _) -> row.getBytes("bytes"))
                .optional();
    }

    private record Personal(
            UUID key,
            byte @Nullable [] ciphertext,
            @Nullable Instant erasedAt,
            @Nullable Long sequence) {}

    private Optional<byte[]> personal(ContentRef ref) {
        return jdbc.sql("""
                        SELECT p.key, p.ciphertext, k.destroyed_at, content.record_of(k.erasure) AS sequence
                        FROM content.personal p
                        JOIN content.subject_key k ON k.id = p.key
                        WHERE p.digest = :digest
                        ORDER BY k.destroyed_at DESC NULLS FIRST
                        LIMIT 1
                        """)
                .param("digest", ref.digest().bytes())
                .query((row, _) -> new Personal(
                        row.getObject("key", UUID.class),
                        row.getBytes("ciphertext"),
                        instant(row.getTimestamp("destroyed_at")),
                        row.getObject("sequence", Long.class)))
                .optional()
                .map(found -> decrypted(ref, found));
    }

    private byte[] decrypted(ContentRef ref, Personal found) {
        if (found.erasedAt() != null) {
            throw new ContentErasedException(ref, found.erasedAt(), found.sequence());
        }
        byte[] ciphertext = found.ciphertext();
        SubjectKey key = keys.find(found.key())
                .orElseThrow(() -> new ContentUnavailableException(ref, "is encrypted under a key that is missing"));
        if (ciphertext == null) {
            throw new ContentUnavailableException(ref, "was altered in the content store");
        }
        try {
            return key.decrypt(ref.digest(), ciphertext);
        } catch (GeneralSecurityException altered) {
            throw new ContentUnavailableException(ref, "was altered in the content store");
        }
    }

    private static byte[] encrypted(ContentRef ref, SubjectKey key, byte[] bytes) {
        try {
            return key.encrypt(ref.digest(), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Content could not be encrypted", e);
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
