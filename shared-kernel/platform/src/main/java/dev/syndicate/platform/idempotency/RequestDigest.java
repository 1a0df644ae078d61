package dev.syndicate.platform.idempotency;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import java.nio.charset.StandardCharsets;

/** Names a request by everything that its answer depends on (docs/spec/kept-digests.md, section 3). */
public final class RequestDigest {

    private static final DomainTag TAG = new DomainTag("syndicate/request/v1");

    private RequestDigest() {}

    /**
     * {@code SHA-256("syndicate/request/v1" || 0x00 || line || 0x00 || body)}.
     *
     * @param line method and path, for example {@code POST /v1/actions}; what else decides how the body is read follows
     *     behind a space
     * @param body as it came; empty when there is none
     */
    public static Digest of(String line, byte[] body) {
        return TAG.digest(line.getBytes(StandardCharsets.UTF_8), new byte[] {0}, body);
    }
}
