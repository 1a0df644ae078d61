package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.gateway.permit.Permits;
import dev.syndicate.gateway.policy.PolicyQuestions;
import dev.syndicate.gateway.sensitive.Commitments;
import dev.syndicate.gateway.sensitive.CommittedAction;
import dev.syndicate.gateway.sensitive.SensitiveValues;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.id.Identifiers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has actions judged, and records them with what policy said. */
@Component
class Proposals {

    private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

    private final ActionCommands commands;
    private final PolicyQuestions policy;
    private final JdbcGrants grants;
    private final Permits permits;
    private final SensitiveValues sensitive;
    private final PreImages preImages;
    private final ContentStore contents;
    private final Identifiers identifiers;
    private final Clock clock;
    private final MeterRegistry metrics;

    Proposals(
            ActionCommands commands,
            PolicyQuestions policy,
            JdbcGrants grants,
            Permits permits,
            SensitiveValues sensitive,
            PreImages preImages,
            ContentStore contents,
            Identifiers identifiers,
            Clock clock,
            MeterRegistry metrics) {
        this.commands = commands;
        this.policy = policy;
        this.grants = grants;
        this.permits = permits;
        this.sensitive = sensitive;
        this.preImages = preImages;
        this.contents = contents;
        this.identifiers = identifiers;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Records the action; losing a race for its id or its call is for the caller.
     *
     * @param seen files that it changes, as they are; kept only where people are asked
     * @param amendment present where a reviewer made it out of another one
     */
    Decision record(
            AgentSession session,
            CanonicalAction plain,
            List<PreImage> seen,
            ActionId id,
            @Nullable Amendment amendment) {
        CommittedAction committed = sensitive.commit(session, plain);
        CanonicalAction action = committed.action();
        DataSubject person = DataSubject.of(session.principal());
        Meanwhile<ContentRef> keeping = Meanwhile.get(() -> contents.put(person, action.bytes()));
        Decision decision = judged(policy.decide(action, session), action, amendment);
        StandingGranted standing = amendment == null ? standing(session, action, decision) : null;
        if (decision.approval() != null && standing == null) {
            keep(id, committed, person, seen, amendment);
        }
        ContentRef content = keeping.join();
        CallReference call = action.call();
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
                        amendment,
                        decision,
                        standing,
                        new ApprovalId(identifiers.next()),
                        permits.terms(),
                        clock.instant()));
        LOG.info(
                "Action {} of session {}: {}",
                id,
                session.session(),
                decision.effect().wireName());
        count(decision);
        return decision;
    }

    private void keep(
            ActionId id,
            CommittedAction action,
            DataSubject person,
            List<PreImage> seen,
            @Nullable Amendment amendment) {
        if (amendment == null) {
            preImages.keep(id, action, person, seen);
        } else if (action.places().isEmpty()) {
            preImages.follow(amendment.of(), id);
        }
    }

    /** The grant under which people let such an action run; what a reviewer amended goes to people again. */
    private @Nullable StandingGranted standing(AgentSession session, CanonicalAction action, Decision decision) {
        if (decision.approval() == null) {
            return null;
        }
        Instant now = clock.instant();
        return grants.findLive(session.session(), now).stream()
                .filter(grant -> GrantCover.covers(
                        grant, session.session(), action.intentDigest(), action.summary(), decision, now))
                .findFirst()
                .orElse(null);
    }

    /** What is only committed to could not be sent: nobody holds the value but the reviewer who wrote it. */
    private static Decision judged(Decision decision, CanonicalAction action, @Nullable Amendment amendment) {
        return amendment == null || action.commitments().isEmpty()
                ? decision
                : new Decision(
                        Effect.DENY,
                        decision.policyVersion(),
                        null,
                        "The amended parameters hold values that the workspace keeps apart",
                        Risk.CRITICAL,
                        decision.trustTier(),
                        null,
                        decision.matchedRules(),
                        decision.author(),
                        decision.releaser(),
                        decision.inputs());
    }

    private ProposeAction.@Nullable Committed committed(CommittedAction action, DataSubject person) {
        Commitments under = action.commitments();
        byte[] values = action.values();
        return under == null
                ? null
                : new ProposeAction.Committed(
                        under, action.places(), values == null ? null : contents.put(person, values));
    }

    private void count(Decision decision) {
        Counter.builder("syndicate.gateway.actions")
                .description("Actions proposed, by what policy said")
                .tag("effect", decision.effect().wireName())
                .tag("available", String.valueOf(decision.policyVersion() != null))
                .register(metrics)
                .increment();
    }
}
