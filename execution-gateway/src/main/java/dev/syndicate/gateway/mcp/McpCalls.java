package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.ActionCommands;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.CloseAsUnknown;
import dev.syndicate.gateway.action.RecordRefusal;
import dev.syndicate.gateway.execution.ExecutionGate;
import dev.syndicate.gateway.execution.GateAnswer;
import dev.syndicate.gateway.execution.Outcomes;
import dev.syndicate.gateway.mcp.upstream.CallResult;
import dev.syndicate.gateway.mcp.upstream.OutgoingCall;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.ToolDefinition;
import dev.syndicate.gateway.mcp.upstream.UpstreamException;
import dev.syndicate.gateway.request.Turns;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Plays the whole way of an action around one call: propose, wait for people, take the permit through the gate, send the
 * stored bytes once, record the outcome. A call whose client has gone is never sent, whatever people decide later.
 */
@Component
class McpCalls {

    private static final Logger LOG = LoggerFactory.getLogger(McpCalls.class);

    private final Actions actions;
    private final ActionCommands commands;
    private final ExecutionGate gate;
    private final Outcomes outcomes;
    private final Turns turns;
    private final McpSettings settings;
    private final Identifiers identifiers;
    private final Clock clock;

    McpCalls(
            Actions actions,
            ActionCommands commands,
            ExecutionGate gate,
            Outcomes outcomes,
            Turns turns,
            McpSettings settings,
            Identifiers identifiers,
            Clock clock) {
        this.actions = actions;
        this.commands = commands;
        this.gate = gate;
        this.outcomes = outcomes;
        this.turns = turns;
        this.settings = settings;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Does what the client asks, if it may. Never throws for what the client, people or the upstream do. */
    CallAnswer run(McpSession session, Flight flight, GovernedCall call) {
        AgentSession acting = McpActions.actingIn(session.session());
        try {
            CanonicalAction action = CanonicalAction.ofProposal(
                    McpActions.action(session, flight, call).json());
            return settle(
                    new Way(session, flight, call, acting),
                    turns.inTurn(queued -> new Proposed(
                            actions.proposeOrJoin(acting, action, List.of(), new ActionId(identifiers.next())),
                            queued)));
        } catch (InvalidActionException invalid) {
            return HeldCalls.held(
                    "invalid-action", "The call is not valid: " + invalid.code().wireName());
        } catch (RuntimeException failed) {
            if (failed instanceof Problem problem) {
                return HeldCalls.held(problem.type().slug(), problem.detail());
            }
            LOG.error("A call failed", failed);
            return HeldCalls.held("internal-error", "The gateway failed; whether the call was sent is on its record");
        }
    }

    /** A call with everybody who takes part in it. */
    private record Way(McpSession session, Flight flight, GovernedCall call, AgentSession acting) {}

    /** @param queued whether it had to wait for its turn */
    private record Proposed(ActionView action, boolean queued) {}

    private CallAnswer settle(Way way, Proposed proposed) {
        boolean pending = proposed.action().state().isPending();
        boolean waited = pending || proposed.queued();
        ActionView settled = pending ? await(way.flight(), proposed.action()) : proposed.action();
        return switch (settled.state()) {
            case AUTHORISED ->
                waited && !way.flight().isAttended() ? HeldCalls.unattended(settled) : check(way, settled, waited);
            case AWAITING_APPROVAL -> HeldCalls.pending(settled);
            case AMENDED ->
                HeldCalls.held(
                        "approval-required",
                        "A reviewer amended this call, and it is being judged anew; call exactly the same again",
                        settled);
            case DENIED -> HeldCalls.denied(settled);
            case EXPIRED -> HeldCalls.held("expired", "Nobody decided in time; ask again to start over", settled);
            case REVOKED ->
                HeldCalls.held(
                        RefusalReason.PERMIT_REVOKED.wireName(),
                        "Operators revoked it; ask again with a new call",
                        settled);
            case WITHDRAWN -> HeldCalls.held("withdrawn", "The request was withdrawn", settled);
            case SEALING, EXECUTING, EXECUTED, FAILED, DIVERGED, OUTCOME_UNKNOWN ->
                HeldCalls.held(
                        RefusalReason.PERMIT_CONSUMED.wireName(),
                        "This very call was sent before; it is not sent again. Ask with a new call",
                        settled);
        };
    }

    private ActionView await(Flight flight, ActionView proposed) {
        long end = System.nanoTime() + settings.hold().toNanos();
        ActionView seen = proposed;
        for (long left = settings.hold().toNanos();
                seen.state().isPending() && left > 0 && flight.isWanted();
                left = end - System.nanoTime()) {
            flight.beat(HeldCalls.waiting(seen));
            Duration next = Duration.ofNanos(Math.min(left, settings.heartbeat().toNanos()));
            seen = actions.await(seen, next, it -> !it.state().isPending());
        }
        return seen;
    }

    /** The tool has to be the one that was judged, at this moment and not when it was listed. */
    private CallAnswer check(Way way, ActionView authorised, boolean waited) {
        CanonicalAction stored = actions.content(authorised.action());
        if (!stored.commitments().isEmpty()) {
            return HeldCalls.held(
                    "values-withheld", "Values of this call are kept apart; it cannot be sent", authorised);
        }
        Digest judged = stored.tool().definitionDigest();
        if (judged == null || isStill(way.call(), judged, waited)) {
            return execute(way, authorised, stored);
        }
        String detail = "The definition of %s is no longer the one that was authorised"
                .formatted(stored.tool().canonicalName());
        commands.send(
                authorised.action(),
                new RecordRefusal(
                        authorised.action(),
                        null,
                        RefusalReason.TOOL_CHANGED,
                        detail,
                        stored.intentDigest(),
                        clock.instant()));
        return HeldCalls.held(RefusalReason.TOOL_CHANGED.wireName(), detail, authorised);
    }

    private static boolean isStill(GovernedCall call, Digest judged, boolean waited) {
        String name = call.request().apply(JsonObject.EMPTY).string("name");
        ToolDefinition now =
                (waited ? call.connection().freshTools() : call.connection().tools()).get(name);
        return now != null && now.digest().equals(judged);
    }

    private CallAnswer execute(Way way, ActionView authorised, CanonicalAction stored) {
        ExecutionId id = new ExecutionId(identifiers.next());
        CanonicalAction opened = opened(way, stored);
        Optional<GateAnswer> answer =
                turns.inTurn(queued -> queued && !way.flight().isAttended()
                        ? Optional.empty()
                        : Optional.of(gate.execute(way.acting(), actions.permitOf(authorised), opened, id)));
        return switch (answer.orElse(null)) {
            case null -> HeldCalls.unattended(authorised);
            case GateAnswer.Granted _ -> send(way, authorised, stored, opened.parameters(), id);
            case GateAnswer.Refused refused ->
                HeldCalls.held(refused.reason().wireName(), "Refused: " + refused.detail(), authorised);
        };
    }

    /**
     * What is sent: the stored action with the values of this call in the place of commitments. The gate commits to them
     * again, so that other values than those that were judged are refused.
     */
    private static CanonicalAction opened(Way way, CanonicalAction stored) {
        if (stored.commitments().isEmpty()) {
            return stored;
        }
        JsonObject called =
                McpActions.action(way.session(), way.flight(), way.call()).json();
        JsonObject opened = stored.json().with("parameters", called.object("parameters"));
        return CanonicalAction.of(called.find("targets")
                .map(targets -> opened.with("targets", targets))
                .orElse(opened));
    }

    /** From here on the request is on its way, or it is reported that it is not. There is no second attempt. */
    private CallAnswer send(
            Way way, ActionView granted, CanonicalAction stored, JsonObject parameters, ExecutionId id) {
        GovernedCall call = way.call();
        OutgoingCall outgoing = outgoing(way, parameters, id);
        way.flight().sent(outgoing);
        try {
            CallResult result = call.connection().call(outgoing);
            way.session().flush();
            report(way, stored, id, result.isError() ? OutcomeStatus.FAILED : OutcomeStatus.SUCCEEDED, result.json());
            return new CallAnswer.Ran(result);
        } catch (UpstreamException failed) {
            return switch (failed.kind()) {
                case NOT_SENT -> {
                    report(way, stored, id, OutcomeStatus.FAILED, null);
                    yield HeldCalls.held("upstream-unavailable", failed.getMessage() + "; nothing was sent", granted);
                }
                case REFUSED -> {
                    report(way, stored, id, OutcomeStatus.FAILED, failed.error().orElse(null));
                    yield new CallAnswer.Refused(
                            failed.code(), failed.upstreamMessage().orElse("The upstream refused"));
                }
                case NO_ANSWER -> {
                    commands.send(granted.action(), new CloseAsUnknown(granted.action(), id, clock.instant()));
                    yield HeldCalls.held(
                            "outcome-unknown",
                            failed.getMessage() + "; it was sent, and nobody knows whether it ran",
                            granted);
                }
            };
        }
    }

    private static OutgoingCall outgoing(Way way, JsonObject parameters, ExecutionId id) {
        JsonObject request = way.call().request().apply(parameters);
        if (way.flight().progressToken().isPresent()) {
            String token = way.session().token(way.flight(), id.toString());
            request = request.with(
                    "_meta", JsonObject.builder().put("progressToken", token).build());
        }
        return new OutgoingCall(way.call().method(), RawJson.of(request));
    }

    private void report(Way way, CanonicalAction sent, ExecutionId id, OutcomeStatus status, @Nullable RawJson result) {
        Digest digest = Optional.ofNullable(result)
                .map(json -> Digest.of(json.text().getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        Outcome outcome = new Outcome(status, null, digest, sent.intentDigest(), List.of());
        turns.inTurn(() -> outcomes.report(way.acting(), id, outcome));
    }
}
