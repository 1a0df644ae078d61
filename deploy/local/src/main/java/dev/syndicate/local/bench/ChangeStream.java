package dev.syndicate.local.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/** What an open page of the console is told: which approval has changed, and when that was first heard. */
final class ChangeStream implements Flow.Subscriber<String> {

    private static final String DATA = "data:";

    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    private ChangeStream() {}

    /** Ends with the client. */
    static ChangeStream open(HttpClient browser, URI live) {
        ChangeStream stream = new ChangeStream();
        browser.sendAsync(
                HttpRequest.newBuilder(live)
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.fromLineSubscriber(stream));
        return stream;
    }

    /** Whether anything was heard at all: a beat comes at once and every few seconds. */
    boolean isOpen() {
        return !heard.isEmpty();
    }

    /** When it was first told of this approval, by {@link System#nanoTime()}. */
    OptionalLong heardOf(String approval) {
        Long at = heard.get(approval);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith(DATA)) {
            heard.putIfAbsent(line.substring(DATA.length()).split(" ", 2)[0], System.nanoTime());
        }
    }

    @Override
    public void onError(Throwable failure) {
        // A stream that is lost hears of nothing more, and what waits for it says so.
    }

    @Override
    public void onComplete() {
        // The same.
    }
}
