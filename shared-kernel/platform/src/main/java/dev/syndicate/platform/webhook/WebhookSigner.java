package dev.syndicate.platform.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs webhooks as Standard Webhooks 1.0 says, symmetrically ({@code v1}, HMAC-SHA-256; docs/spec/webhook-signature.md).
 * Several secrets make several signatures, so that a receiver can replace its secret without a gap.
 */
public final class WebhookSigner {

    private final List<Webhook> signers;

    /**
     * Throws {@link IllegalArgumentException}, without quoting it, for a secret that is not {@code whsec_} and Base64, or
     * where there is none.
     */
    public WebhookSigner(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("A webhook has at least one secret");
        }
        this.signers = secrets.stream().map(WebhookSigner::signer).toList();
    }

    /**
     * The three headers that go with a body.
     *
     * @param id of the message, the same at every attempt
     * @param at the time of this attempt
     * @param body exactly as it is sent
     */
    public Map<String, String> headers(String id, Instant at, String body) {
        long seconds = at.getEpochSecond();
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(seconds),
                "webhook-signature",
                        signers.stream()
                                .map(signer -> signature(signer, id, seconds, body))
                                .collect(Collectors.joining(" ")));
    }

    private static String signature(Webhook signer, String id, long seconds, String body) {
        try {
            return signer.sign(id, seconds, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    // The library's own exception, or that of its Base64 decoder, would quote what it cannot read.
    private static Webhook signer(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException _) {
            throw new IllegalArgumentException("A webhook secret is whsec_ and Base64");
        }
    }
}
