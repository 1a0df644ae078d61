package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.ActionView.ExecutionView;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.ReportOutcome;
import dev.syndicate.gateway.execution.Outcomes;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionReports;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes what hooks report after a tool ran. What nobody granted, and what differs from what was granted, are incidents. */
@Component
class HookedOutcomes {

    private final Actions actions;
    private final Outcomes outcomes;
    private final UnnamedCalls unnamed;
    private final SessionReports reports;

    HookedOutcomes(Actions actions, Outcomes outcomes, UnnamedCalls unnamed, SessionReports reports) {
        this.actions = actions;
        this.outcomes = outcomes;
        this.unnamed = unnamed;
        this.reports = reports;
    }

    /** After a tool ran. What the host says it ran is hashed again and compared with what was authorised. */
    HookAnswer after(AgentSession session, Host host, HookEvent event) {
        if (Canary.is(host, event)) {
            reports.canary(session, false);
            return new HookAnswer.Alarm(event.phase(), "The canary ran: calls of this session are not stopped");
        }
        HookEvent named = event.callId() == null ? unnamed.after(session, event) : event;
        return Optional.ofNullable(named.callId())
                .flatMap(call -> actions.findByCall(session, call))
                .map(action -> record(session, host, named, action))
                .orElseGet(() -> ungoverned(session, event, "A call ran that was never proposed: " + event.tool()));
    }

    private HookAnswer record(AgentSession session, Host host, HookEvent event, ActionView action) {
        ExecutionView execution = action.execution();
        if (execution == null || !execution.granted()) {
            return ungoverned(session, event, "A call ran that was not granted: action " + action.action());
        }
        CanonicalAction observed = HookMapping.observed(actions.content(action.action()), session, host, event);
        try {
            ReportOutcome.Answer answer = outcomes.report(
                    session,
                    execution.execution(),
                    outcome(event, outcomes.observed(session, execution.execution(), observed)));
            return answer == ReportOutcome.Answer.DIVERGED
                    ? new HookAnswer.Alarm(
                            event.phase(), "What ran is not what was authorised; the incident is on record")
                    : new HookAnswer.Noted(event.phase());
        } catch (ProblemException refused) {
            if (!refused.type().equals(GatewayProblems.OUTCOME_CONTRADICTS)) {
                throw refused;
            }
            return ungoverned(session, event, "A call ran again after its outcome was on record: " + event.tool());
        }
    }

    private static Outcome outcome(HookEvent event, IntentDigest observed) {
        JsonValue response = event.response();
        return new Outcome(
                event.phase() == Phase.AFTER_FAILURE ? OutcomeStatus.FAILED : OutcomeStatus.SUCCEEDED,
                null,
                response == null ? null : Digest.of(CanonicalJson.bytes(response)),
                observed,
                List.of());
    }

    private HookAnswer ungoverned(AgentSession session, HookEvent event, String alarm) {
        reports.ungoverned(session, event.tool(), event.callId());
        return new HookAnswer.Alarm(event.phase(), alarm + "; the incident is on record");
    }
}
