package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.http.UnreachableException;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A coding tool that acts whatever happens: it proposes, asks leave to run, runs what it was granted, and reports. What
 * got no answer it sends again under the same key. Each permit it also presents a second time.
 */
final class Worker implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Cast cast;
    private final String token;
    private final String name;
    private final Ledger ledger;
    private final AtomicBoolean stop;
    private final AtomicInteger counter = new AtomicInteger();

    Worker(Cast cast, String token, String name, Ledger ledger, AtomicBoolean stop) {
        this.cast = cast;
        this.token = token;
        this.name = name;
        this.ledger = ledger;
        this.stop = stop;
    }

    @Override
    public void run() {
        while (!stop.get()) {
            try {
                act(session());
            } catch (GaveUpException stopped) {
                return;
            }
        }
    }

    private Api session() {
        Answer opened = answered(() -> cast.openSession(token, "rest"));
        return Api.at(cast.endpoints().gateway()).as(opened.text("credential"));
    }

    private void act(Api session) {
        for (int i = 0; i < 50 && !stop.get(); i++) {
            Map<String, Object> action = Map.of(
                    "tool", Map.of("rawName", "Read", "canonicalName", "Read"),
                    "kind", "file-read",
                    "parameters", Map.of("file_path", "/soak/" + name + "/" + counter.incrementAndGet()));
            String permit = send(session, "/v1/actions", action).text("/permit/permit");
            if (!permit.isEmpty()) {
                Map<String, Object> use = Map.of("permit", permit, "action", action);
                execute(session, permit, use);
                // The same permit under a new key: never a second grant.
                execute(session, permit, use);
            }
        }
    }

    private void execute(Api session, String permit, Map<String, Object> use) {
        Answer answer = send(session, "/v1/executions", use);
        if (answer.isOk()) {
            ledger.granted(permit, answer.text("execution"), answer.text("action"));
            send(session, "/v1/executions/" + answer.text("execution") + "/outcome", Map.of("status", "succeeded"));
        } else {
            ledger.refused(answer.problem());
        }
    }

    private Answer send(Api session, String path, Map<String, Object> body) {
        Api once = session.with("Idempotency-Key", key());
        return answered(() -> once.post(path, body));
    }

    /** A key of the client's own; the same request carries the same one, however often it is sent. */
    private String key() {
        return "soak-" + name + "-" + counter.incrementAndGet();
    }

    private interface Request {
        Answer send();
    }

    /** Sends until somebody answers; an answer of 500 and above says that nothing is known. */
    private Answer answered(Request request) {
        while (true) {
            try {
                Answer answer = request.send();
                if (answer.status() < 500) {
                    return answer;
                }
            } catch (UnreachableException down) {
                ledger.unanswered();
            }
            if (stop.get()) {
                throw new GaveUpException();
            }
            Waiting.pause(PAUSE);
        }
    }

    /** The soak is over and this request has no answer. */
    private static final class GaveUpException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
