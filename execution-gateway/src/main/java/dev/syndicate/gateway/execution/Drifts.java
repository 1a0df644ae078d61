package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.permit.Permit;
import dev.syndicate.gateway.action.ActionCommands;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.RecordRefusal;
import dev.syndicate.gateway.session.AgentSession;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses, with the reason that names what has changed, an action whose files, tool or place are no longer what was
 * authorised. Anything else that differs is left to the gate, which refuses it as a digest-mismatch.
 */
@Component
public class Drifts {

    private final Actions actions;
    private final ActionCommands commands;
    private final Clock clock;
    private final MeterRegistry metrics;

    Drifts(Actions actions, ActionCommands commands, Clock clock, MeterRegistry metrics) {
        this.actions = actions;
        this.commands = commands;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A recorded refusal, with what has changed. */
    public record Refusal(GateAnswer.Refused answer, Drift drift) {}

    /** Compares what is presented with what the permit was issued for. */
    Optional<GateAnswer> refusal(AgentSession caller, Presented presented) {
        Permit permit = presented.permit();
        if (permit.intentDigest().equals(presented.action().intentDigest())) {
            return Optional.empty();
        }
        return actions.find(caller, permit.action())
                .flatMap(action -> refusal(action, presented.action(), permit.id()))
                .map(Refusal::answer);
    }

    /** Compares what is presented with what the session proposed before as the same call. */
    public Optional<Refusal> refusal(AgentSession caller, ActionView known, CanonicalAction plain) {
        return refusal(known, actions.comparable(caller, known.action(), plain), null);
    }

    private Optional<Refusal> refusal(ActionView known, CanonicalAction presented, @Nullable PermitId permit) {
        return known.intentDigest().equals(presented.intentDigest())
                ? Optional.empty()
                : Drift.between(actions.content(known.action()), presented)
                        .filter(drift -> drift.reason() != RefusalReason.DIGEST_MISMATCH)
                        .map(drift -> record(known, presented, permit, drift));
    }

    private Refusal record(ActionView known, CanonicalAction presented, @Nullable PermitId permit, Drift drift) {
        commands.send(
                known.action(),
                new RecordRefusal(
                        known.action(),
                        permit,
                        drift.reason(),
                        drift.detail(),
                        presented.intentDigest(),
                        clock.instant()));
        Counter.builder("syndicate.gateway.drifts")
                .description("Executions refused because files, tool or place had changed")
                .tag("reason", drift.reason().wireName())
                .register(metrics)
                .increment();
        return new Refusal(
                new GateAnswer.Refused(
                        known.action(), drift.reason(), drift.detail(), known.intentDigest(), presented.intentDigest()),
                drift);
    }
}
