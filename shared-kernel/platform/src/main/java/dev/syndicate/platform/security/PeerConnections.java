package dev.syndicate.platform.security;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to the other services. They block the calling thread, which is a virtual one: no selector and no executor
 * lie between a request and its answer, so that a call costs about half of what the JDK's client takes. Nothing is sent
 * twice, followed, stored or decoded behind the caller's back.
 */
public final class PeerConnections {

    private static final int MOST = 1_024;
    private static final int MOST_TO_ONE = 256;

    /** A peer closes what is idle for 10 s; what may have been closed meanwhile is tried before it is used. */
    private static final TimeValue FRESH = TimeValue.ofMilliseconds(250);

    /** So that new replicas of a peer are found. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

    private PeerConnections() {}

    /** A client with a pool of its own; {@code readTimeout} bounds each wait for bytes. */
    public static CloseableHttpClient open(Duration connectTimeout, Duration readTimeout) {
        return HttpClientBuilder.create()
                .setConnectionManager(pool(connectTimeout))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(connectTimeout))
                        .setResponseTimeout(timeout(readTimeout))
                        .setRedirectsEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableDefaultUserAgent()
                .build();
    }

    private static PoolingHttpClientConnectionManager pool(Duration connectTimeout) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MOST)
                .setMaxConnPerRoute(MOST_TO_ONE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(connectTimeout))
                        .setValidateAfterInactivity(FRESH)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
