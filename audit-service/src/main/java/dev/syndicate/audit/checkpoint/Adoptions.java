package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.audit.log.AdoptedTail;
import dev.syndicate.audit.log.SignedHead;
import dev.syndicate.audit.log.SignerState;
import dev.syndicate.contracts.audit.LogAdopted;
import dev.syndicate.contracts.chain.Adoption;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two people take on what the database still has, so that the log goes on. After a lost tail the epoch grows; where only
 * the writer's volume was lost, the signer goes on from the newest checkpoint. Releases nothing: findings stand until two
 * people release them, too.
 */
@Component
class Adoptions {

    private static final Logger LOG = LoggerFactory.getLogger(Adoptions.class);

    private final ChainTail tail;
    private final Remains remains;
    private final SignerState state;
    private final Heads heads;
    private final DualControl control;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Adoptions(
            ChainTail tail,
            Remains remains,
            SignerState state,
            Heads heads,
            DualControl control,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.tail = tail;
        this.remains = remains;
        this.state = state;
        this.heads = heads;
        this.control = control;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /**
     * Asks for the adoption of what is left, or confirms it.
     *
     * @param checkpoint a signed note of this log that somebody kept, where it may know more than this volume
     */
    Confirmation adopt(Person person, String reason, @Nullable String checkpoint) {
        ChainHead head = tail.awaitingAdoption()
                .orElseThrow(() -> new ProblemException(
                        AdoptionProblems.NOTHING_TO_ADOPT, "This process writes the chain, or another one does"));
        Left left = remains.of(head, checkpoint);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Confirmation confirmation = Objects.requireNonNull(transactions.execute(status -> {
            Confirmation answer = control.confirm(decision(head, left), person, reason);
            if (answer instanceof Confirmed both) {
                carryOut(head, left, both, now);
            }
            return answer;
        }));
        if (confirmation instanceof Confirmed && left instanceof Left.Whole whole) {
            remember(whole.signed());
        }
        return confirmation;
    }

    /** What both people mean: what the database has, and the checkpoint that is the last one known. */
    private static Decision decision(ChainHead head, Left left) {
        return Decision.toAdopt(head.origin(), head.size(), head.leaf(), left.known());
    }

    /** The volume first: what lies there means nothing before the database has the new epoch. */
    private void carryOut(ChainHead head, Left left, Confirmed both, Instant now) {
        switch (left) {
            case Left.Behind behind -> {
                Adoption adoption = Adoption.of(behind.known(), head.size(), both.by(), both.reason(), now);
                AdoptedTail adopted = new AdoptedTail(adoption, behind.tree(), behind.leaf(), false);
                write(adopted);
                heads.beginEpoch(head, adopted.origin().epoch());
                append(LogAdopted.afterLoss(adopted.origin(), adoption, now));
            }
            case Left.Whole whole ->
                append(LogAdopted.afterLossOfVolume(
                        whole.signed().origin(), whole.signed().size(), both.by(), both.reason(), now));
        }
        LOG.warn("What is left of {} at record {} is adopted by two people", head.origin(), head.size());
    }

    private void append(LogAdopted event) {
        events.publish(
                new GenericDomainEventMessage<>("Adoption", identifiers.next().toString(), 0, event));
    }

    private void write(AdoptedTail adopted) {
        try {
            state.adoption(adopted);
        } catch (IOException e) {
            throw new UncheckedIOException("The adoption could not be written to the volume", e);
        }
    }

    private void remember(SignedHead signed) {
        try {
            state.head(signed);
        } catch (IOException e) {
            throw new UncheckedIOException("The signer's head could not be written to the volume; adopt again", e);
        }
    }
}
