package dev.syndicate.client;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * An open session, asked with its credential. Every method throws {@link RefusedException} where the gateway says no,
 * {@link UnreachableException} where it does not answer (then nothing is known of the effect: send it again with the same
 * key), and {@link UnexpectedReplyException} where the answer is not a documented one. None of them is leave to run.
 */
public final class AgentSession {

    /** The gateway cuts longer waits. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final Connection connection;
    private final SessionId id;

    private AgentSession(Connection connection, SessionId id) {
        this.connection = connection;
        this.id = id;
    }

    /** A session that is open already. */
    public static AgentSession resume(URI gateway, SessionId session, String credential) {
        return new AgentSession(Connection.to(gateway).as(credential), session);
    }

    /** Its identifier. */
    public SessionId id() {
        return id;
    }

    /** The gateway as the session's credential sees it, for whatever has no method here. */
    public Connection connection() {
        return connection;
    }

    /** Proposes an action; policy decides at once. */
    public ActionStatus propose(Proposal proposal, String key) {
        return propose(proposal, List.of(), key);
    }

    /** Proposes an action that changes files, with these files as they are. */
    public ActionStatus propose(Proposal proposal, List<PreImage> seen, String key) {
        JsonObject body = seen.isEmpty()
                ? proposal.json()
                : proposal.json()
                        .with(
                                "preImages",
                                JsonArray.of(seen.stream().map(PreImage::json).toList()));
        return connection.keyed(key).post("/v1/actions", body).read(ActionStatus::read);
    }

    /** Where an action stands now. */
    public ActionStatus find(ActionId action) {
        return connection.get("/v1/actions/" + action).read(ActionStatus::read);
    }

    /** Where an action stands once people have decided, or after so long; the gateway waits a minute at most. */
    public ActionStatus await(ActionId action, Duration longest) {
        Duration wait = longest.compareTo(LONGEST_WAIT) < 0 ? longest : LONGEST_WAIT;
        return connection
                .within(wait.plus(MARGIN))
                .with("Prefer", "wait=" + Math.max(0, wait.toSeconds()))
                .get("/v1/actions/" + action)
                .read(ActionStatus::read);
    }

    /** A fresh permit, after one expired or was spent on an execution that could not be sealed. */
    public ActionStatus issuePermit(ActionId action, String key) {
        return connection.keyed(key).post("/v1/actions/" + action + "/permits").read(ActionStatus::read);
    }

    /** Takes back an action that has not run. */
    public ActionStatus withdraw(ActionId action, String reason) {
        JsonObject withdrawal = JsonObject.builder().put("reason", reason).build();
        return connection
                .post("/v1/actions/" + action + "/withdraw", withdrawal)
                .read(ActionStatus::read);
    }

    /** Asks leave to run this, just before running it. Anything but an answer is no leave. */
    public Leave execute(String permit, Proposal presented, String key) {
        JsonObject request = JsonObject.builder()
                .put("permit", permit)
                .put("action", presented.json())
                .build();
        return connection.keyed(key).post("/v1/executions", request).read(Leave::read);
    }

    /** Reports what came of it; answers {@code recorded}, {@code recorded-late} or {@code diverged}. */
    public String report(ExecutionId execution, Report report, String key) {
        return connection
                .keyed(key)
                .post("/v1/executions/" + execution + "/outcome", report.json())
                .read(answer -> answer.string("recorded"));
    }

    /** Closes the session: its credential and permits are worthless from here on. */
    public void close() {
        connection.delete("/v1/sessions/" + id).orRefused();
    }
}
