package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.action.JdbcActions.KnownAction;
import dev.syndicate.gateway.permit.Permits;
import dev.syndicate.gateway.policy.PolicyQuestions;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.gateway.sensitive.Commitments;
import dev.syndicate.gateway.sensitive.CommittedAction;
import dev.syndicate.gateway.sensitive.SensitiveValues;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Proposed actions, from the proposal to the permit. */
@Component
public class Actions {

    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

    private final ActionCommands commands;
    private final JdbcActions lookups;
    private final ActionHistories histories;
    private final ActionViews views;
    private final ActionWaits waits;
    private final ApprovalRequests requests;
    private final PolicyQuestions policy;
    private final Permits permits;
    private final SensitiveValues sensitive;
    private final ContentStore contents;
    private final Identifiers identifiers;
    private final Clock clock;
    private final MeterRegistry metrics;

    Actions(
            ActionCommands commands,
            JdbcActions lookups,
            ActionHistories histories,
            ActionViews views,
            ActionWaits waits,
            ApprovalRequests requests,
            PolicyQuestions policy,
            Permits permits,
            SensitiveValues sensitive,
            ContentStore contents,
            Identifiers identifiers,
            Clock clock,
            MeterRegistry metrics) {
        this.commands = commands;
        this.lookups = lookups;
        this.histories = histories;
        this.views = views;
        this.waits = waits;
        this.requests = requests;
        this.policy = policy;
        this.permits = permits;
        this.sensitive = sensitive;
        this.contents = contents;
        this.identifiers = identifiers;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Proposes an action. The same call with the same intent is the same action, however often it is sent; with another
     * one it is drift, which is recorded and ends the request.
     *
     * @param id what a new action is called
     */
    public ActionView propose(AgentSession session, CanonicalAction action, ActionId id) {
        ProposalLimits.check(action);
        Optional<ActionView> known = known(session, action).or(() -> find(session, id));
        return known.orElseGet(() -> evaluateAndRecord(session, action, id));
    }

    /**
     * Proposes an action, or joins the one with the same intent in this session on which people still decide, or that
     * they allowed and nobody used: a coding tool that was told to wait asks again with a new call.
     */
    public ActionView proposeOrJoin(AgentSession session, CanonicalAction action, ActionId id) {
        ProposalLimits.check(action);
        return known(session, action)
                .or(() -> joined(session, action))
                .orElseGet(() -> evaluateAndRecord(session, action, id));
    }

    private Optional<ActionView> joined(AgentSession session, CanonicalAction action) {
        Optional<ActionId> open = lookups.findOpen(session.session()).stream()
                .filter(known -> isAbout(known, session, action))
                .map(KnownAction::action)
                .findFirst();
        CallReference call = action.call();
        if (open.isPresent() && call != null) {
            LOG.info("Call joins action {}", open.get());
            lookups.link(session.session(), session.agent().adapter(), call.id(), open.get());
        }
        return open.map(this::view);
    }

    private boolean isAbout(KnownAction known, AgentSession session, CanonicalAction action) {
        return sensitive
                .find(session, action, known.commitments())
                .filter(same -> same.intentDigest().equals(known.intentDigest()))
                .isPresent();
    }

    /**
     * What is about to run, or ran, in the form in which it is compared with the action on record: its sensitive values
     * committed to under the list and the salts of then.
     */
    public CanonicalAction comparable(AgentSession session, ActionId id, CanonicalAction plain) {
        return sensitive.commit(
                session, plain, lookups.find(id).map(KnownAction::commitments).orElse(null));
    }

    private Optional<ActionView> known(AgentSession session, CanonicalAction action) {
        CallReference call = action.call();
        return call == null
                ? Optional.empty()
                : lookups.findByCall(session.session(), session.agent().adapter(), call.id())
                        .map(found -> sameOrDrift(
                                found,
                                sensitive
                                        .commit(session, action, found.commitments())
                                        .intentDigest()));
    }

    private ActionView sameOrDrift(KnownAction known, IntentDigest presented) {
        if (!known.intentDigest().equals(presented)) {
            String detail = "The same call came again with another action";
            commands.send(
                    known.action(),
                    new RecordRefusal(
                            known.action(), null, RefusalReason.DIGEST_MISMATCH, detail, presented, clock.instant()));
            throw GatewayProblems.refused(RefusalReason.DIGEST_MISMATCH, detail, known.intentDigest(), presented);
        }
        return view(known.action());
    }

    private ActionView evaluateAndRecord(AgentSession session, CanonicalAction plain, ActionId id) {
        CommittedAction committed = sensitive.commit(session, plain);
        CanonicalAction action = committed.action();
        DataSubject person = DataSubject.of(session.principal());
        Meanwhile<ContentRef> keeping = Meanwhile.get(() -> contents.put(person, action.bytes()));
        Decision decision = policy.decide(action, session);
        ContentRef content = keeping.join();
        CallReference call = action.call();
        try {
            commands.sendOnce(
                    id,
                    new ProposeAction(
                            id,
                            session,
                            call == null ? null : call.id(),
                            action.summary(),
                            content,
                            committed(committed, person),
                            action.intentDigest(),
                            action.actionDigest(),
                            decision,
                            new ApprovalId(identifiers.next()),
                            permits.terms(),
                            clock.instant()));
        } catch (CommandRefusedException raced) {
            return winner(session, plain, raced);
        }
        LOG.info(
                "Action {} of session {}: {}",
                id,
                session.session(),
                decision.effect().wireName());
        count(decision);
        return afterProposal(id, decision);
    }

    private ProposeAction.@Nullable Committed committed(CommittedAction action, DataSubject person) {
        Commitments under = action.commitments();
        byte[] values = action.values();
        return under == null
                ? null
                : new ProposeAction.Committed(
                        under, action.places(), values == null ? null : contents.put(person, values));
    }

    /** The same call came twice at once: the other one's action is this one's too. */
    private ActionView winner(AgentSession session, CanonicalAction action, CommandRefusedException raced) {
        if (!raced.type().equals(PlatformProblems.CONFLICT)) {
            throw raced;
        }
        return known(session, action).orElseThrow(() -> raced);
    }

    private ActionView afterProposal(ActionId id, Decision decision) {
        if (decision.approval() != null) {
            requests.request(id);
        }
        return view(id);
    }

    private void count(Decision decision) {
        Counter.builder("syndicate.gateway.actions")
                .description("Actions proposed, by what policy said")
                .tag("effect", decision.effect().wireName())
                .tag("available", String.valueOf(decision.policyVersion() != null))
                .register(metrics)
                .increment();
    }

    /** The session's action of this id. */
    public Optional<ActionView> find(AgentSession session, ActionId id) {
        return histories
                .find(id)
                .filter(state -> state.proposed().session().equals(session.session()))
                .map(views::view);
    }

    /** The session's action of this call. */
    public Optional<ActionView> findByCall(AgentSession session, String callId) {
        return lookups.findByCall(session.session(), session.agent().adapter(), callId)
                .map(known -> view(known.action()));
    }

    /** Waits until the action is as the caller wants it, at most so long; answers how it stands then. */
    public ActionView await(ActionView action, Duration longest, Predicate<ActionView> enough) {
        return enough.test(action)
                ? action
                : waits.until(action.action(), longest, () -> view(action.action()), enough);
    }

    /** A fresh permit, while the authority stands and nothing runs. Ends the request otherwise. */
    public ActionView issuePermit(ActionView action) {
        boolean issued =
                commands.send(action.action(), new IssuePermit(action.action(), permits.terms(), clock.instant()));
        if (!issued) {
            throw new ProblemException(
                    GatewayProblems.NOT_AUTHORISED,
                    "The action is " + view(action.action()).state().wireName() + "; a permit needs an authority"
                            + " that stands and an action that does not run");
        }
        return view(action.action());
    }

    /** Takes the action back. Ends the request when it is too late. */
    public ActionView withdraw(AgentSession session, ActionView action, String reason) {
        boolean withdrawn = commands.send(
                action.action(),
                new WithdrawAction(action.action(), session.principal().accountable(), reason, clock.instant()));
        if (!withdrawn) {
            throw new ProblemException(
                    GatewayProblems.TOO_LATE_TO_WITHDRAW,
                    "The action is " + view(action.action()).state().wireName());
        }
        if (action.approval() != null) {
            requests.withdraw(action.action());
        }
        return view(action.action());
    }

    /** The canonical action as it was proposed. */
    public CanonicalAction content(ActionId id) {
        ContentRef content = histories.find(id).orElseThrow().proposed().content();
        try {
            return CanonicalAction.parse(contents.get(content));
        } catch (InadmissibleJsonException impossible) {
            throw new IllegalStateException("Stored actions are canonical: " + id, impossible);
        }
    }

    private ActionView view(ActionId id) {
        return views.view(histories
                .find(id)
                .orElseThrow(() -> new IllegalStateException("Action %s has no events".formatted(id))));
    }
}
