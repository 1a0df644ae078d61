package dev.syndicate.approval.notification;

import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.platform.webhook.WebhookSigner;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Posts notices, signed as Standard Webhooks says, in the body that it recommends: type, timestamp, data. */
final class WebhookDelivery implements Delivery {

    private final Post post;
    private final WebhookSigner signer;
    private final Clock clock;

    WebhookDelivery(Post post, WebhookSigner signer, Clock clock) {
        this.post = post;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public void send(Notice notice, Message message) {
        String body = Post.text(JsonValue.ofPlain(Map.of(
                "type", notice.occasion().wireName(),
                "timestamp", notice.occurredAt().toString(),
                "data", about(notice, message))));
        post.send(body, signer.headers(notice.id(), clock.instant(), body));
    }

    private static Map<String, Object> about(Notice notice, Message message) {
        Map<String, Object> about = new LinkedHashMap<>(Map.of(
                "approval", notice.approval().toString(),
                "workspace", notice.workspace().value(),
                "requester", notice.requester(),
                "agent", notice.agent(),
                "tool", notice.tool(),
                "kind", notice.kind().wireName(),
                "risk", notice.risk().wireName(),
                "rule", notice.rule(),
                "requestedAt", notice.requestedAt().toString(),
                "expiresAt", notice.expiresAt().toString()));
        about.put("title", message.title());
        about.put("link", message.link().toString());
        about.put("state", notice.state() == null ? "open" : notice.state().wireName());
        about.put("by", notice.by());
        return about;
    }
}
