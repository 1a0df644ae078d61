package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.gateway.action.ActionCommands;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.ReportOutcome;
import dev.syndicate.gateway.execution.JdbcExecutions.KnownExecution;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what came of executions. */
@Component
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Actions actions;
    private final ActionCommands commands;
    private final JdbcExecutions executions;
    private final Clock clock;
    private final MeterRegistry metrics;

    Outcomes(Actions actions, ActionCommands commands, JdbcExecutions executions, Clock clock, MeterRegistry metrics) {
        this.actions = actions;
        this.commands = commands;
        this.executions = executions;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The intent digest of what the host says ran, as it is compared with the one that was authorised. */
    public IntentDigest observed(AgentSession session, ExecutionId execution, CanonicalAction ran) {
        return actions.comparable(session, own(session, execution).action(), ran)
                .intentDigest();
    }

    /** Records an outcome of the session's own execution. Ends the request when there is nothing to record it for. */
    public ReportOutcome.Answer report(AgentSession session, ExecutionId execution, Outcome outcome) {
        KnownExecution known = own(session, execution);
        ReportOutcome.Answer answer =
                commands.send(known.action(), new ReportOutcome(known.action(), execution, outcome, clock.instant()));
        LOG.info("Outcome of execution {}: {}, {}", execution, outcome.status().wireName(), answer);
        count(answer);
        return accepted(answer);
    }

    private KnownExecution own(AgentSession session, ExecutionId execution) {
        return executions
                .find(execution)
                .filter(found -> found.session().equals(session.session()))
                .orElseThrow(
                        () -> new ProblemException(PlatformProblems.NOT_FOUND, "This session has no such execution"));
    }

    private static ReportOutcome.Answer accepted(ReportOutcome.Answer answer) {
        return switch (answer) {
            case RECORDED, RECORDED_LATE, DIVERGED -> answer;
            case NOT_GRANTED ->
                throw new ProblemException(
                        GatewayProblems.NOT_GRANTED,
                        "What was never granted has no outcome; if it ran, say so to the" + " operators");
            case CONTRADICTS ->
                throw new ProblemException(GatewayProblems.OUTCOME_CONTRADICTS, "The outcome on record stays as it is");
        };
    }

    private void count(ReportOutcome.Answer answer) {
        Counter.builder("syndicate.gateway.outcomes")
                .description("Outcomes reported, by what became of the report")
                .tag("answer", answer.name().toLowerCase(Locale.ROOT))
                .register(metrics)
                .increment();
    }
}
