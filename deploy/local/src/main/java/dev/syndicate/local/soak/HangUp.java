package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import dev.syndicate.local.demo.Late;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A coding tool's hook hangs up while people decide. They approve; nothing is executed, because nobody is there to hear it;
 * and whoever asks for the same again gets it.
 *
 * @param cast asks and approves
 */
record HangUp(Cast cast) implements Fault {

    private static final String HOOK = "/v1/hooks/claude-code";

    /** Longer than the gateway waits for policy: then people are asked, or there was an answer. */
    private static final Duration WAITS = Duration.ofSeconds(5);

    /** For a gateway that had not noticed. */
    private static final Duration LONG_AFTER = Duration.ofSeconds(2);

    private record Asked(String action, String approval) {}

    @Override
    public void strike(Stack stack) {
        Answer opened = cast.openSession(cast.token("dana"), "claude-code").orRefused();
        Api hook = Api.at(cast.endpoints().gateway()).as(opened.text("credential"));
        Map<String, Object> call = hangUp(hook.within(WAITS));

        Database database = stack.administrator();
        Asked asked = asked(database, opened.text("session"));
        Waiting.until("a reviewer is asked and approves", () -> isApproved(asked.approval()));
        Waiting.until("it is authorised", () -> has(database, asked.action(), "PermitIssued"));
        Waiting.pause(LONG_AFTER);
        if (has(database, asked.action(), "ExecutionIntended")) {
            throw new LocalFailureException("executed for nobody: action " + asked.action());
        }

        Answer again = Waiting.settled(hook.post(HOOK, call), Late::isDeny, late -> hook.post(HOOK, call));
        if (!again.text("/hookSpecificOutput/permissionDecision").equals("allow")) {
            throw new LocalFailureException("what was approved is lost: " + again.body());
        }
    }

    private static Map<String, Object> call() {
        return Map.of(
                "session_id", "conversation",
                "cwd", "/home/dana/checkout",
                "hook_event_name", "PreToolUse",
                "tool_name", "Bash",
                "tool_input", Map.of("command", "echo " + UUID.randomUUID()),
                "tool_use_id", "call-" + UUID.randomUUID());
    }

    /** The call that is held when its client goes; one that policy could not judge in time is denied, and the next is made. */
    private static Map<String, Object> hangUp(Api hook) {
        return Waiting.found("a call is held", () -> Optional.of(call()).filter(call -> isHeld(hook, call)));
    }

    private static boolean isHeld(Api hook, Map<String, Object> call) {
        Answer answer;
        try {
            answer = hook.post(HOOK, call);
        } catch (UnreachableException asIntended) {
            return true;
        }
        if (!Late.isDeniedForGood(answer)) {
            throw new LocalFailureException("nobody was asked: " + answer.body());
        }
        return false;
    }

    /** What it asked for; its client may be gone before it is on record. */
    private static Asked asked(Database database, String session) {
        Waiting.until(
                "the call is on record", () -> !allAsked(database, session).isEmpty());
        return allAsked(database, session).getFirst();
    }

    private static List<Asked> allAsked(Database database, String session) {
        return database.list(
                "SELECT action::text, approval::text FROM gateway.action WHERE session = ? AND approval IS NOT NULL",
                row -> new Asked(row.getString(1), row.getString(2)),
                UUID.fromString(session));
    }

    private boolean isApproved(String approval) {
        try {
            return cast.vote("riley", approval, "approve").isOk();
        } catch (RefusedException notYet) {
            return false;
        }
    }

    private static boolean has(Database database, String action, String event) {
        return database.number(
                        "SELECT count(*) FROM eventstore.domain_event WHERE aggregate_id = ? AND payload_type LIKE ?",
                        action,
                        "%." + event)
                > 0;
    }

    @Override
    public String toString() {
        return "a client hung up";
    }
}
