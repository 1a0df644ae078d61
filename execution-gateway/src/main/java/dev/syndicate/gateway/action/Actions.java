package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.action.ActionView.PermitView;
import dev.syndicate.gateway.action.JdbcActions.KnownAction;
import dev.syndicate.gateway.permit.Permits;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.gateway.sensitive.SensitiveValues;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
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
    private final Successions successions;
    private final ApprovalRequests requests;
    private final Proposals proposals;
    private final Permits permits;
    private final SensitiveValues sensitive;
    private final ContentStore contents;
    private final Clock clock;

    Actions(
            ActionCommands commands,
            JdbcActions lookups,
            ActionHistories histories,
            ActionViews views,
            Successions successions,
            ApprovalRequests requests,
            Proposals proposals,
            Permits permits,
            SensitiveValues sensitive,
            ContentStore contents,
            Clock clock) {
        this.commands = commands;
        this.lookups = lookups;
        this.histories = histories;
        this.views = views;
        this.successions = successions;
        this.requests = requests;
        this.proposals = proposals;
        this.permits = permits;
        this.sensitive = sensitive;
        this.contents = contents;
        this.clock = clock;
    }

    /**
     * Proposes an action. The same call with the same intent is the same action, however often it is sent; with another
     * one it is drift, which is recorded and ends the request.
     *
     * @param seen files that it changes, as they are
     * @param id what a new action is called
     */
    public ActionView propose(AgentSession session, CanonicalAction action, List<PreImage> seen, ActionId id) {
        ProposalLimits.check(action);
        Optional<ActionView> known = known(session, action).or(() -> find(session, id));
        return known.orElseGet(() -> evaluate(session, action, seen, id));
    }

    /**
     * Proposes an action, or joins the one with the same intent in this session on which people still decide, or that
     * they allowed and nobody used: a coding tool that was told to wait asks again with a new call.
     */
    public ActionView proposeOrJoin(AgentSession session, CanonicalAction action, List<PreImage> seen, ActionId id) {
        ProposalLimits.check(action);
        return known(session, action)
                .or(() -> joined(session, action))
                .orElseGet(() -> evaluate(session, action, seen, id));
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

    /** A reviewer may have made the action out of this one: then the tool is told what may run instead. */
    private boolean isAbout(KnownAction known, AgentSession session, CanonicalAction action) {
        return lookups.lineage(known)
                .anyMatch(it -> sensitive
                        .find(session, action, it.commitments())
                        .filter(same -> same.intentDigest().equals(it.intentDigest()))
                        .isPresent());
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
                        .map(found -> sameOrDrift(session, action, found));
    }

    private ActionView sameOrDrift(AgentSession session, CanonicalAction action, KnownAction known) {
        IntentDigest presented =
                sensitive.commit(session, action, known.commitments()).intentDigest();
        if (!known.intentDigest().equals(presented) && !isAbout(known, session, action)) {
            String detail = "The same call came again with another action";
            commands.send(
                    known.action(),
                    new RecordRefusal(
                            known.action(), null, RefusalReason.DIGEST_MISMATCH, detail, presented, clock.instant()));
            throw GatewayProblems.refused(RefusalReason.DIGEST_MISMATCH, detail, known.intentDigest(), presented);
        }
        return view(known.action());
    }

    private ActionView evaluate(AgentSession session, CanonicalAction plain, List<PreImage> seen, ActionId id) {
        Decision decision;
        try {
            decision = proposals.record(session, plain, seen, id, null);
        } catch (CommandRefusedException raced) {
            return winner(session, plain, raced);
        }
        if (decision.approval() != null) {
            requests.request(id);
        }
        return view(id);
    }

    /** The same call came twice at once: the other one's action is this one's too. */
    private ActionView winner(AgentSession session, CanonicalAction action, CommandRefusedException raced) {
        if (!raced.type().equals(PlatformProblems.CONFLICT)) {
            throw raced;
        }
        return known(session, action).orElseThrow(() -> raced);
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

    /**
     * Waits until the action, or the one that a reviewer makes of it, is as the caller wants it, at most so long; answers
     * how it stands then.
     */
    public ActionView await(ActionView action, Duration longest, Predicate<ActionView> enough) {
        return successions.await(action, longest, enough);
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

    /**
     * The permit of an authorised action, as its text. A fresh one where it has none: a wait may have outlived the first, or an
     * earlier attempt may have spent it.
     */
    public String permitOf(ActionView authorised) {
        PermitView permit = authorised.permit();
        return permit != null
                ? permit.permit()
                : Objects.requireNonNull(issuePermit(authorised).permit(), "A fresh permit")
                        .permit();
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
