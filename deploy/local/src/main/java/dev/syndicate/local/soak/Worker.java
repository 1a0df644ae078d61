package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A coding tool that acts whatever happens: it proposes, has a reviewer approve where policy asks for one, asks leave to
 * run, runs what it was granted, and reports. What got no answer it sends again under the same key. Each permit it also
 * presents a second time.
 */
final class Worker implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ACTIONS_A_SESSION = 50;
    private static final int HELD_EVERY = 5;

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
        for (int i = 0; i < ACTIONS_A_SESSION && !stop.get(); i++) {
            Map<String, Object> action = i % HELD_EVERY == 0 ? command() : read();
            Answer proposed = send(session, "/v1/actions", action);
            String permit = proposed.text("state").equals("awaiting-approval")
                    ? approved(session, proposed)
                    : proposed.text("/permit/permit");
            if (permit.isEmpty()) {
                // Denied, because policy is away: whoever asks again at once fills the record with nothing else.
                Waiting.pause(PAUSE);
            } else {
                Map<String, Object> use = Map.of("permit", permit, "action", action);
                execute(session, permit, use);
                // The same permit under a new key: never a second grant.
                execute(session, permit, use);
            }
        }
    }

    private Map<String, Object> read() {
        return action("Read", "file-read", Map.of("file_path", "/soak/" + name + "/" + counter.incrementAndGet()));
    }

    private Map<String, Object> command() {
        return action("Bash", "command", Map.of("command", "echo " + name + " " + counter.incrementAndGet()));
    }

    private static Map<String, Object> action(String tool, String kind, Map<String, Object> parameters) {
        return Map.of("tool", Map.of("rawName", tool, "canonicalName", tool), "kind", kind, "parameters", parameters);
    }

    /** Has a reviewer approve, however long it takes until they see the request, and fetches the permit. */
    private String approved(Api session, Answer proposed) {
        String action = "/v1/actions/" + proposed.text("action");
        Answer seen = proposed;
        while (seen.text("state").equals("awaiting-approval")) {
            goOn();
            vote(proposed.text("/approval/approval"));
            seen = answered(() -> session.with("Prefer", "wait=1").get(action));
        }
        return seen.text("/permit/permit");
    }

    /** A reviewer who does not see the request yet, or whose vote is known already, is no failure. */
    private void vote(String approval) {
        answered(() -> {
            try {
                return cast.vote("riley", approval, "approve");
            } catch (RefusedException notYet) {
                return new Answer(notYet.reply());
            }
        });
    }

    private void execute(Api session, String permit, Map<String, Object> use) {
        Answer answer = send(session, "/v1/executions", use);
        if (answer.isOk()) {
            ledger.granted(name, permit, answer.text("execution"), answer.text("action"));
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

    /** Sends until it is known what became of it: not while nobody answers, or the first attempt is still being worked on. */
    private Answer answered(Request request) {
        while (true) {
            try {
                Answer answer = request.send();
                if (answer.status() < 500 && !answer.problem().equals("request-in-progress")) {
                    return answer;
                }
            } catch (UnreachableException down) {
                ledger.unanswered();
            }
            goOn();
            Waiting.pause(PAUSE);
        }
    }

    private void goOn() {
        if (stop.get()) {
            throw new GaveUpException();
        }
    }

    /** The soak is over and this request has no answer. */
    private static final class GaveUpException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
