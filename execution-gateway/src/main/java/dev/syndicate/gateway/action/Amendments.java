package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.KnownSessions;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.problem.PlatformProblems;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Judges what reviewers made of actions, and records it as actions of the same sessions. That one has to be judged was
 * recorded with the amendment; it is struck off once it is on record. So that happens whichever gateway dies when, and once.
 */
@Component
class Amendments {

    private static final Logger LOG = LoggerFactory.getLogger(Amendments.class);

    private final ActionHistories histories;
    private final Proposals proposals;
    private final ApprovalRequests requests;
    private final KnownSessions sessions;
    private final JdbcActions lookups;
    private final JdbcDueWork due;
    private final ContentStore contents;

    Amendments(
            ActionHistories histories,
            Proposals proposals,
            ApprovalRequests requests,
            KnownSessions sessions,
            JdbcActions lookups,
            JdbcDueWork due,
            ContentStore contents) {
        this.histories = histories;
        this.proposals = proposals;
        this.requests = requests;
        this.sessions = sessions;
        this.lookups = lookups;
        this.due = due;
        this.contents = contents;
    }

    /** At once and beside the caller, who may be in a transaction's last phase; if it fails it is due again later. */
    void judgeSoon(ActionId original) {
        Thread.ofVirtual().name("amendment-" + original).start(() -> {
            try {
                judge(original);
            } catch (RuntimeException failed) {
                LOG.warn("The amendment of action {} waits for the next time", original, failed);
            }
        });
    }

    /** Judges and records what this action was amended to, unless that was done. */
    void judge(ActionId original) {
        ActionState state = histories.find(original).orElseThrow();
        ActionAmended amended = state.amended();
        if (amended != null && !lookups.exists(amended.amended().action())) {
            propose(state, amended);
        }
        due.amendmentProposed(original);
    }

    private void propose(ActionState original, ActionAmended amended) {
        ActionId id = amended.amended().action();
        try {
            Decision decision = proposals.record(
                    session(original.proposed()), action(amended), List.of(), id, amendment(original, amended));
            LOG.info("Action {} takes the place of {}", id, original.action());
            if (decision.approval() != null) {
                requests.request(id);
            }
        } catch (CommandRefusedException refused) {
            taken(refused, id);
        }
    }

    /** Another gateway was faster, or the client chose an id that is in use: then nothing takes the action's place. */
    private void taken(CommandRefusedException refused, ActionId id) {
        if (!refused.type().equals(PlatformProblems.CONFLICT)) {
            throw refused;
        }
        if (!lookups.exists(id)) {
            LOG.error("Nothing can be recorded as action {}: the id is taken", id);
        }
    }

    private static Amendment amendment(ActionState original, ActionAmended amended) {
        Amendment before = original.proposed().amendment();
        List<Person> earlier = before == null ? List.of() : before.amenders();
        List<Person> amenders =
                Stream.concat(earlier.stream(), Stream.of(amended.by())).toList();
        return new Amendment(original.action(), original.approvedIntent(), amended.approval(), amenders);
    }

    /** As the adapter acted in it. */
    private AgentSession session(ActionProposed original) {
        return sessions.find(original.session())
                .orElseThrow()
                .as(original.agent(), original.enforcementTier(), original.failMode());
    }

    private CanonicalAction action(ActionAmended amended) {
        try {
            return CanonicalAction.parse(contents.get(amended.amended().content()));
        } catch (InadmissibleJsonException impossible) {
            throw new IllegalStateException("Drafted actions are canonical: " + amended.action(), impossible);
        }
    }
}
