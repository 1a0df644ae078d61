package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import dev.syndicate.local.demo.Late;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A coding tool in a session of its own that acts before, during and after an outage and insists on what it has to be told:
 * the reason, and that in bounded time.
 */
abstract class Probe {

    /** Within this every request is answered, whatever is away; an answer that takes longer is none. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final Cast cast;
    private final Api session;

    /** Opens its session, while everything is there. */
    Probe(Cast cast) {
        this.cast = cast;
        this.session = Api.at(cast.endpoints().gateway())
                .within(BOUND)
                .as(opened("dana").orRefused().text("credential"));
    }

    /** Asks while the part is away. */
    abstract void whileAway();

    /** Asks again when it is back: what was refused is not lost, and nobody had to repair anything. */
    abstract void afterwards();

    /** An action, and what was said when it was proposed. */
    record Proposed(Map<String, Object> action, Answer answer) {

        String id() {
            return answer.text("action");
        }

        String permit() {
            return answer.text("/permit/permit");
        }
    }

    final Cast cast() {
        return cast;
    }

    final Answer opened(String person) {
        return cast.openSession(cast.token(person), "rest");
    }

    /** Proposes to read a file, which policy allows. */
    final Proposed read() {
        return proposed("Read", "file-read", Map.of("file_path", "/soak/" + UUID.randomUUID()));
    }

    /** Proposes a command, which a reviewer has to approve. */
    private Proposed command() {
        return proposed("Bash", "command", Map.of("command", "echo " + UUID.randomUUID()));
    }

    /** Proposes to read until policy answers in time; what it could not judge is denied. */
    final Proposed permitted() {
        return judged(read(), late -> read());
    }

    /** The same for a command. */
    final Proposed awaiting() {
        return judged(command(), late -> command());
    }

    private static Proposed judged(Proposed first, UnaryOperator<Proposed> again) {
        return Waiting.settled(first, proposed -> Late.isProposal(proposed.answer()), again);
    }

    private Proposed proposed(String tool, String kind, Map<String, Object> parameters) {
        Map<String, Object> action =
                Map.of("tool", Map.of("rawName", tool, "canonicalName", tool), "kind", kind, "parameters", parameters);
        return new Proposed(action, session.post("/v1/actions", action));
    }

    final Answer execute(Proposed proposed) {
        return execute(proposed, proposed.permit());
    }

    /** What people decide on, once it has a permit. */
    final Proposed authorised(Proposed proposed) {
        Api waiting = session.with("Prefer", "wait=1");
        Answer authorised = Waiting.found(
                "it is authorised",
                () -> Optional.of(waiting.get("/v1/actions/" + proposed.id()))
                        .filter(action -> action.text("state").equals("authorised")));
        return new Proposed(proposed.action(), authorised);
    }

    private String freshPermit(Proposed proposed) {
        return session.postText("/v1/actions/" + proposed.id() + "/permits", "").text("/permit/permit");
    }

    private Answer execute(Proposed proposed, String permit) {
        return session.post("/v1/executions", Map.of("permit", permit, "action", proposed.action()));
    }

    final void expect(String what, boolean holds, Answer answer) {
        if (!holds) {
            throw new LocalFailureException("%s: expected %s, but was told %d %s"
                    .formatted(getClass().getSimpleName(), what, answer.status(), answer.body()));
        }
    }

    /** With a fresh permit where no receipt came in time; anything else has to be leave. */
    final void expectGranted(Proposed proposed) {
        Answer answer =
                Waiting.settled(execute(proposed), Late::isSeal, spent -> execute(proposed, freshPermit(proposed)));
        expect("leave to run", answer.isOk(), answer);
    }

    /** For a part that comes back a moment after the others: what is asked in between spends the permit, never the authority. */
    final void eventuallyGranted(String what, Proposed proposed) {
        eventually(what, () -> {
            Answer same = execute(proposed);
            return same.problem().equals("permit-consumed") ? execute(proposed, freshPermit(proposed)) : same;
        });
    }

    final void expectProblem(String problem, Answer answer) {
        expect(problem, answer.problem().equals(problem), answer);
    }

    /** A request that may meet a part that is only just coming back. */
    interface Request {
        Answer send();
    }

    /** Sends until it is a success; nothing but waiting is done about it. */
    final void eventually(String what, Request request) {
        Waiting.until(what, () -> {
            try {
                return request.send().isOk();
            } catch (UnreachableException stillAway) {
                return false;
            }
        });
    }
}
