package dev.syndicate.contracts.action;

import dev.syndicate.contracts.crypto.Hmac;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Stands in an action for a parameter value that is kept elsewhere, so that the value can be erased and every digest still
 * holds: <code>{"$commitment":{"digest":"sha256:…","scheme":"salted-sha256/v1"}}</code>. The digest is
 * {@code SHA-256(syndicate/commitment/v1 || 0x00 || salt || canonical bytes of the value)}; the salt has 32 bytes
 * and is derived from a key that is erased together with the value. See docs/spec/canonical-action.md.
 */
public record ParameterCommitment(Digest digest) {

    /** The reserved member name. */
    public static final String NAME = "$commitment";

    /** The only scheme so far. */
    public static final String SCHEME = "salted-sha256/v1";

    private static final DomainTag TAG = new DomainTag("syndicate/commitment/v1");
    private static final int SALT_LENGTH = 32;

    public ParameterCommitment {
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * The salt of the value at a place: {@code HMAC-SHA256(key, session || 0x00 || pointer)}, so that the same value at the
     * same place of the same session has the same commitment when it comes again, and no other.
     *
     * @param key 32 random bytes of the person whose value it is
     * @param pointer the value's JSON pointer in the action, for example {@code /parameters/env/TOKEN}
     */
    public static byte[] salt(byte[] key, SessionId session, String pointer) {
        if (key.length != SALT_LENGTH) {
            throw new IllegalArgumentException("A salt key has " + SALT_LENGTH + " bytes");
        }
        return Hmac.sha256(key, (session + "\0" + pointer).getBytes(StandardCharsets.UTF_8));
    }

    /** Commits to a value under a salt of 32 bytes. */
    public static ParameterCommitment to(JsonValue value, byte[] salt) {
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("A salt has " + SALT_LENGTH + " bytes");
        }
        return new ParameterCommitment(TAG.digest(salt, CanonicalJson.bytes(value)));
    }

    /** Whether this is the commitment to that value under that salt. */
    public boolean isTo(JsonValue value, byte[] salt) {
        return equals(to(value, salt));
    }

    /** The form in which it stands in an action. */
    public JsonObject toJson() {
        JsonObject body = JsonObject.builder()
                .put("digest", digest.toString())
                .put("scheme", SCHEME)
                .build();
        return JsonObject.builder().put(NAME, body).build();
    }

    /** Reads the form. Throws {@link IllegalArgumentException} for an object that only resembles it. */
    static ParameterCommitment read(JsonObject json) {
        ParameterCommitment read =
                new ParameterCommitment(Digest.parse(json.object(NAME).string("digest")));
        if (!read.toJson().equals(json)) {
            throw new IllegalArgumentException("Not exactly the form of a commitment");
        }
        return read;
    }
}
