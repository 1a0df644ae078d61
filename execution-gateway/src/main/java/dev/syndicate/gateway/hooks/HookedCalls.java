package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.ActionView.ApprovalView;
import dev.syndicate.gateway.action.ActionView.DenialView;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.PreImage;
import dev.syndicate.gateway.action.PreImages;
import dev.syndicate.gateway.execution.Drifts;
import dev.syndicate.gateway.execution.ExecutionGate;
import dev.syndicate.gateway.execution.GateAnswer;
import dev.syndicate.gateway.request.Turns;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionReports;
import dev.syndicate.platform.id.Identifiers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plays the way of an action inside hooks before its tool runs: propose, wait, permit, gate. */
@Component
class HookedCalls {

    /** What one that has gone would be told. */
    static final HookAnswer UNATTENDED =
            new HookAnswer.Deny("Nobody waits for the answer any more; nothing was granted");

    private final Actions actions;
    private final ExecutionGate gate;
    private final Drifts drifts;
    private final UnnamedCalls unnamed;
    private final SessionReports reports;
    private final Turns turns;
    private final Identifiers identifiers;

    HookedCalls(
            Actions actions,
            ExecutionGate gate,
            Drifts drifts,
            UnnamedCalls unnamed,
            SessionReports reports,
            Turns turns,
            Identifiers identifiers) {
        this.actions = actions;
        this.gate = gate;
        this.drifts = drifts;
        this.unnamed = unnamed;
        this.reports = reports;
        this.turns = turns;
        this.identifiers = identifiers;
    }

    /**
     * Before a tool runs. The same call asked again while people decide joins the same action; once its permit is
     * consumed it is denied, also where the host never saw the first answer: nobody can tell whether it did.
     */
    Judgement before(AgentSession session, Host host, HookEvent event, Facts facts, Patience patience) {
        if (Canary.is(host, event)) {
            reports.canary(session, true);
            return new Judgement.Given(
                    new HookAnswer.Deny("The canary is denied, as it always is: this session is governed"));
        }
        HookEvent named = event.callId() == null ? unnamed.before(session, event) : event;
        CanonicalAction action = HookMapping.action(session, host, named, facts);
        PreImages.check(action, facts.preImages());
        Call call = new Call(session, host, event, action, facts.preImages(), null, patience);
        return drifted(session, event, named, action)
                .<Judgement>map(Judgement.Given::new)
                .orElseGet(() -> judged(call));
    }

    /**
     * A call that is about to run, and how its host waits.
     *
     * @param seen the files that it changes, as they are
     * @param input what the host is told to run in the place of what it asked for; absent where nothing was amended
     */
    private record Call(
            AgentSession session,
            Host host,
            HookEvent event,
            CanonicalAction action,
            List<PreImage> seen,
            @Nullable JsonObject input,
            Patience patience) {

        Call running(CanonicalAction amended) {
            return new Call(session, host, event, amended, seen, amended.parameters(), patience);
        }
    }

    private Optional<HookAnswer> drifted(
            AgentSession session, HookEvent event, HookEvent named, CanonicalAction action) {
        Optional<Drifts.Refusal> refusal = actions.findByCall(session, Objects.requireNonNull(named.callId(), "A call"))
                .flatMap(known -> drifts.refusal(session, known, action));
        if (refusal.isPresent() && event.callId() == null) {
            unnamed.finish(session, event);
        }
        return refusal.map(HookedCalls::changed);
    }

    private static HookAnswer changed(Drifts.Refusal refusal) {
        List<String> changed = refusal.drift().changed();
        String first = changed.isEmpty()
                ? ""
                : " (" + String.join(", ", changed.subList(0, Math.min(3, changed.size()))) + ")";
        return refused(
                refusal.answer().reason(),
                refusal.drift().detail() + first + ". Ask again with a new call to have it judged as it is now");
    }

    private Judgement judged(Call call) {
        ActionView proposed =
                actions.proposeOrJoin(call.session(), call.action(), call.seen(), new ActionId(identifiers.next()));
        return switch (proposed.state()) {
            case AWAITING_APPROVAL, AMENDED -> new Judgement.Pending(() -> awaited(call, proposed));
            default -> new Judgement.Given(settled(call, proposed, false));
        };
    }

    private HookAnswer awaited(Call call, ActionView proposed) {
        ActionView settled = actions.await(
                proposed, call.patience().longest(), it -> !it.state().isPending());
        return settled(call, settled, true);
    }

    private HookAnswer settled(Call call, ActionView settled, boolean waited) {
        return switch (settled.state()) {
            case AUTHORISED ->
                isAmended(call, settled) ? amended(call, settled, waited) : authorised(call, settled, waited);
            case AWAITING_APPROVAL, AMENDED -> pending(settled, call.patience());
            case DENIED -> denied(settled);
            case EXPIRED ->
                new HookAnswer.Deny("Nobody decided in time; action %s expired".formatted(settled.action()));
            case REVOKED -> refused(RefusalReason.PERMIT_REVOKED, "Operators revoked it; ask again with a new call");
            case WITHDRAWN -> new HookAnswer.Deny("Action %s was withdrawn".formatted(settled.action()));
            case SEALING, EXECUTING, EXECUTED, FAILED, DIVERGED, OUTCOME_UNKNOWN ->
                refused(RefusalReason.PERMIT_CONSUMED, "This call was allowed before; ask again with a new call");
        };
    }

    private HookAnswer authorised(Call call, ActionView authorised, boolean waited) {
        return waited ? afterTheWait(call, authorised) : execute(call, authorised);
    }

    private boolean isAmended(Call call, ActionView settled) {
        return settled.amendment() != null
                && !actions.comparable(call.session(), settled.action(), call.action())
                        .intentDigest()
                        .equals(settled.intentDigest());
    }

    /** Only the amended parameters may run: the host is given them, or told what to ask for instead. */
    private HookAnswer amended(Call call, ActionView authorised, boolean waited) {
        CanonicalAction stored = actions.content(authorised.action());
        return call.host().takesInput()
                ? authorised(call.running(stored), authorised, waited)
                : new HookAnswer.Deny(
                        "A reviewer amended this call; action %s takes its place. Call %s again with exactly this input: %s"
                                .formatted(authorised.action(), stored.tool().rawName(), stored.parameters()));
    }

    /** Whoever has gone meanwhile would never hear that it may run; what people granted is there when they ask again. */
    private HookAnswer afterTheWait(Call call, ActionView authorised) {
        if (call.patience().then() == Patience.Then.AGAIN) {
            return new HookAnswer.Again("Approved; what it refers to is looked at once more");
        }
        return turns.inTurn(() -> call.patience().isAttended() ? execute(call, authorised) : UNATTENDED);
    }

    private HookAnswer execute(Call call, ActionView authorised) {
        GateAnswer answer = gate.execute(
                call.session(), actions.permitOf(authorised), call.action(), new ExecutionId(identifiers.next()));
        return switch (answer) {
            case GateAnswer.Granted granted ->
                new HookAnswer.Allow(
                        "Action %s, execution %s, sealed as record %d%s"
                                .formatted(
                                        granted.action(),
                                        granted.execution(),
                                        granted.sealed().sequence(),
                                        call.input() == null ? "" : "; a reviewer amended what is run"),
                        call.input());
            case GateAnswer.Refused refused -> {
                // What was revoked is not asked about for ever: an equal call after it is a new one.
                if (refused.reason() == RefusalReason.PERMIT_REVOKED
                        && call.event().callId() == null) {
                    unnamed.finish(call.session(), call.event());
                }
                yield refused(refused.reason(), refused.detail());
            }
        };
    }

    private static HookAnswer pending(ActionView pending, Patience patience) {
        ApprovalView approval = Objects.requireNonNull(pending.approval(), "An awaited approval");
        String link = "Still waiting for people. Approval %s is open until %s at %s"
                .formatted(approval.approval(), approval.expiresAt(), approval.url());
        return switch (patience.then()) {
            case DEFER -> new HookAnswer.Defer(link + "; resume this session once it is granted");
            case AGAIN -> new HookAnswer.Again(link);
            case DENY -> new HookAnswer.Deny(link + "; once it is granted, run exactly the same again");
        };
    }

    private static HookAnswer denied(ActionView denied) {
        DenialView denial = Objects.requireNonNull(denied.denial(), "A denial");
        return new HookAnswer.Deny(
                "Denied by %s: %s (action %s)".formatted(denial.denier(), denial.reason(), denied.action()));
    }

    private static HookAnswer refused(RefusalReason reason, String detail) {
        return new HookAnswer.Deny("Refused, %s: %s".formatted(reason.wireName(), detail));
    }
}
