package dev.syndicate.audit.sink;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.syndicate.audit.format.RecordFormat;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Posts batches, signed as Standard Webhooks says. An answer of 2xx acknowledges; any other is a failure, and the same
 * batch is posted again under the same id.
 */
final class WebhookDelivery implements Delivery {

    private final SinkProperties.Webhook receiver;
    private final RecordFormat format;
    private final Duration timeout;
    private final Clock clock;
    private final List<Webhook> signers;
    private final HttpClient http;

    WebhookDelivery(
            SinkProperties.Webhook receiver, RecordFormat format, Duration timeout, Clock clock, SSLContext tls) {
        this.receiver = receiver;
        this.format = format;
        this.timeout = timeout;
        this.clock = clock;
        this.signers = receiver.secrets().stream().map(WebhookDelivery::signer).toList();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .sslContext(tls)
                .build();
    }

    @Override
    public void send(SinkBatch batch) throws IOException, InterruptedException {
        String id = "syndicate-%s-%d-%d"
                .formatted(batch.records().getFirst().header().log(), batch.first(), batch.last());
        String payload = new String(format.batch(batch.records()), StandardCharsets.UTF_8);
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(receiver.url())
                .timeout(timeout)
                .header("Content-Type", format.batchType())
                .header("User-Agent", "Syndicate")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signatures(id, seconds, payload))
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("The receiver answered " + status);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private String signatures(String id, long seconds, String payload) throws IOException {
        List<String> signatures = new ArrayList<>();
        for (Webhook signer : signers) {
            try {
                signatures.add(signer.sign(id, seconds, payload));
            } catch (WebhookSigningException e) {
                throw new IOException("The webhook cannot be signed", e);
            }
        }
        return String.join(" ", signatures);
    }

    private static Webhook signer(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            throw new IllegalArgumentException("A webhook secret is whsec_ and Base64", e);
        }
    }
}
