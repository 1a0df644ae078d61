package dev.syndicate.gateway.session;

import dev.syndicate.contracts.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a coding tool shows to act in a session: {@code syns_} and 32 random bytes in base64url. It is shown once, when
 * the session is opened; only its SHA-256 is kept.
 */
final class SessionCredential {

    private static final String SCHEME = "Bearer ";
    private static final String PREFIX = "syns_";
    private static final Pattern FORM = Pattern.compile("syns_[A-Za-z0-9_-]{43}");
    private static final int LENGTH = 32;

    private final String text;

    private SessionCredential(String text) {
        this.text = text;
    }

    static SessionCredential generate(SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new SessionCredential(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Whether this Authorization header claims to be one, well-formed or not. */
    static boolean isClaimedBy(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(SCHEME + PREFIX);
    }

    static Optional<SessionCredential> parse(@Nullable String authorization) {
        if (authorization == null || !isClaimedBy(authorization)) {
            return Optional.empty();
        }
        String text = authorization.substring(SCHEME.length());
        return FORM.matcher(text).matches() ? Optional.of(new SessionCredential(text)) : Optional.empty();
    }

    /** The secret itself, for the one answer that shows it. */
    String reveal() {
        return text;
    }

    /** What is kept of it. */
    Digest digest() {
        return Digest.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "session credential " + digest();
    }
}
