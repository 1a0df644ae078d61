package dev.syndicate.audit.sink;

import dev.syndicate.audit.format.RecordFormat;
import dev.syndicate.platform.webhook.WebhookSigner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
    private final WebhookSigner signer;
    private final HttpClient http;

    WebhookDelivery(
            SinkProperties.Webhook receiver, RecordFormat format, Duration timeout, Clock clock, SSLContext tls) {
        this.receiver = receiver;
        this.format = format;
        this.timeout = timeout;
        this.clock = clock;
        this.signer = new WebhookSigner(receiver.secrets());
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
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver.url())
                .timeout(timeout)
                .header("Content-Type", format.batchType())
                .header("User-Agent", "Syndicate")
                .POST(HttpRequest.BodyPublishers.ofString(payload));
        signer.headers(id, clock.instant(), payload).forEach(request::header);
        int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status / 100 != 2) {
            throw new IOException("The receiver answered " + status);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
