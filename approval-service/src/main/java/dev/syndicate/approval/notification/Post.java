package dev.syndicate.approval.notification;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.platform.eventstore.OutsideTransaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Posts JSON to one configured address and to no other: redirects are not followed, and an answer is not read but for its
 * status. The whole exchange is bounded, also where a receiver dribbles.
 */
final class Post {

    private final URI url;
    private final Duration timeout;
    private final HttpClient http;

    Post(URI url, Duration timeout, SSLContext tls) {
        this.url = url;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .sslContext(tls)
                .build();
    }

    /** The text that goes out for a value; what is signed has to be these bytes. */
    static String text(JsonValue value) {
        return CanonicalJson.text(value);
    }

    void send(String body, Map<String, String> headers) {
        OutsideTransaction.require("A notification");
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Syndicate")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        int status = status(http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()));
        if (status / 100 != 2) {
            throw new DeliveryFailedException("It answered " + status);
        }
    }

    private int status(CompletableFuture<HttpResponse<Void>> answer) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException _) {
            throw new DeliveryFailedException("It did not answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DeliveryFailedException(
                    "It could not be reached: " + cause.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new DeliveryFailedException("The service stopped before it answered");
        } finally {
            // Ends the exchange where it is still under way; an answer that is there stays.
            answer.cancel(true);
        }
    }
}
