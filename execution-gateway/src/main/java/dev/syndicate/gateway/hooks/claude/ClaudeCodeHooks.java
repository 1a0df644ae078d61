package dev.syndicate.gateway.hooks.claude;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.ActionView.ApprovalView;
import dev.syndicate.gateway.action.ActionView.DenialView;
import dev.syndicate.gateway.action.ActionView.ExecutionView;
import dev.syndicate.gateway.action.ActionView.PermitView;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.ReportOutcome;
import dev.syndicate.gateway.execution.ExecutionGate;
import dev.syndicate.gateway.execution.GateAnswer;
import dev.syndicate.gateway.execution.Outcomes;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.id.Identifiers;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Plays the whole way of an action inside one hook: propose, wait, permit, gate; and afterwards the outcome. */
@Component
class ClaudeCodeHooks {

    private final Actions actions;
    private final ExecutionGate gate;
    private final Outcomes outcomes;
    private final HookSettings settings;
    private final Identifiers identifiers;

    ClaudeCodeHooks(
            Actions actions, ExecutionGate gate, Outcomes outcomes, HookSettings settings, Identifiers identifiers) {
        this.actions = actions;
        this.gate = gate;
        this.outcomes = outcomes;
        this.settings = settings;
        this.identifiers = identifiers;
    }

    /**
     * Before a tool runs. The same call asked again while people decide joins the same action; once its permit is
     * consumed it is denied, also where the host never saw the first answer: nobody can tell whether it did.
     */
    HookAnswer before(AgentSession session, HookCall call) {
        CanonicalAction action = ClaudeCodeMapping.action(session, call);
        ActionView proposed = actions.proposeOrJoin(session, action, new ActionId(identifiers.next()));
        ActionView settled =
                actions.await(proposed, settings.hold(), it -> !it.state().isPending());
        return switch (settled.state()) {
            case AUTHORISED -> execute(session, action, settled);
            case AWAITING_APPROVAL -> pending(settled);
            case DENIED -> denied(settled);
            case EXPIRED ->
                new HookAnswer.Deny("Nobody decided in time; action %s expired".formatted(settled.action()));
            case WITHDRAWN -> new HookAnswer.Deny("Action %s was withdrawn".formatted(settled.action()));
            case SEALING, EXECUTING, EXECUTED, FAILED, DIVERGED, OUTCOME_UNKNOWN ->
                refused(RefusalReason.PERMIT_CONSUMED, "This call was allowed before; ask again with a new call");
        };
    }

    private HookAnswer execute(AgentSession session, CanonicalAction action, ActionView authorised) {
        GateAnswer answer = gate.execute(session, permit(authorised), action, new ExecutionId(identifiers.next()));
        return switch (answer) {
            case GateAnswer.Granted granted ->
                new HookAnswer.Allow("Action %s, execution %s, sealed as record %d"
                        .formatted(
                                granted.action(),
                                granted.execution(),
                                granted.sealed().sequence()));
            case GateAnswer.Refused refused -> refused(refused.reason(), refused.detail());
        };
    }

    /** The wait may have outlived the first permit, or an earlier attempt may have spent it. */
    private String permit(ActionView authorised) {
        PermitView permit = authorised.permit();
        return permit != null
                ? permit.permit()
                : Objects.requireNonNull(actions.issuePermit(authorised).permit(), "A fresh permit")
                        .permit();
    }

    private static HookAnswer pending(ActionView pending) {
        ApprovalView approval = Objects.requireNonNull(pending.approval(), "An awaited approval");
        return new HookAnswer.Deny(
                "Still waiting for people. Approval %s is open until %s at %s; once it is granted, run exactly the same again"
                        .formatted(approval.approval(), approval.expiresAt(), approval.url()));
    }

    private static HookAnswer denied(ActionView denied) {
        DenialView denial = Objects.requireNonNull(denied.denial(), "A denial");
        String by = denial.reviewer() == null ? denial.by().wireName() : denial.reviewer();
        return new HookAnswer.Deny("Denied by %s: %s (action %s)".formatted(by, denial.reason(), denied.action()));
    }

    private static HookAnswer refused(RefusalReason reason, String detail) {
        return new HookAnswer.Deny("Refused, %s: %s".formatted(reason.wireName(), detail));
    }

    /** After a tool ran. What the host says it ran is hashed again and compared with what was authorised. */
    HookAnswer after(AgentSession session, HookCall call) {
        return actions.findByCall(session, call.id())
                .map(action -> record(session, call, action))
                .orElseGet(() -> new HookAnswer.Alarm("A call ran that was never proposed: " + call.tool()));
    }

    private HookAnswer record(AgentSession session, HookCall call, ActionView action) {
        ExecutionView execution = action.execution();
        if (execution == null || !execution.granted()) {
            return new HookAnswer.Alarm("A call ran that was not granted: action " + action.action());
        }
        CanonicalAction observed = ClaudeCodeMapping.observed(actions.content(action.action()), session, call);
        Outcome outcome = new Outcome(
                call.isFailure() ? OutcomeStatus.FAILED : OutcomeStatus.SUCCEEDED,
                null,
                call.response()
                        .map(response -> Digest.of(CanonicalJson.bytes(response)))
                        .orElse(null),
                observed.intentDigest(),
                List.of());
        return outcomes.report(session, execution.execution(), outcome) == ReportOutcome.Answer.DIVERGED
                ? new HookAnswer.Alarm("What ran is not what was authorised; the incident is on record")
                : new HookAnswer.Noted();
    }
}
