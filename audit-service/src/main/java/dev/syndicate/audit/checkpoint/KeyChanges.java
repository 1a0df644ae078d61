package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.LogKeyRotated;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two people replace the log's key by one that lies in the key directory already. The event is the whole change: once its
 * record is in the chain, the signer follows it, here and after every restart.
 */
@Component
class KeyChanges {

    private static final Logger LOG = LoggerFactory.getLogger(KeyChanges.class);

    private final Rotations rotations;
    private final ChainTail tail;
    private final LogKeys keys;
    private final DualControl control;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final AuditSettings settings;
    private final Clock clock;

    KeyChanges(
            Rotations rotations,
            ChainTail tail,
            LogKeys keys,
            DualControl control,
            EventBus events,
            TransactionTemplate transactions,
            AuditSettings settings,
            Clock clock) {
        this.rotations = rotations;
        this.tail = tail;
        this.keys = keys;
        this.control = control;
        this.events = events;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks for the change to this key, or confirms it. */
    Confirmation rotate(Person person, String reason, String vkey) {
        ChainHead head = tail.head()
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.UNAVAILABLE, "Keys are changed at the process that writes the chain"));
        List<Rotations.Rotated> earlier = rotations.onRecord();
        NoteVerificationKey next = usable(vkey, earlier);
        NoteVerificationKey previous = rotations.inForce();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            return Objects.requireNonNull(transactions.execute(status -> {
                Confirmation answer = control.confirm(Decision.toRotate(previous, next), person, reason);
                if (answer instanceof Confirmed both) {
                    append(head, earlier.size(), previous, next, both, now);
                }
                return answer;
            }));
        } catch (ConcurrencyException e) {
            throw new ProblemException(PlatformProblems.CONFLICT, "A change of the key is about to be recorded");
        }
    }

    private void append(
            ChainHead head,
            long number,
            NoteVerificationKey previous,
            NoteVerificationKey next,
            Confirmed both,
            Instant now) {
        // Its place in one stream: two changes at once cannot both follow the same key.
        events.publish(new GenericDomainEventMessage<>(
                "LogKeys",
                "log-keys/" + keys.log(),
                number,
                new LogKeyRotated(
                        keys.log().toString(),
                        head.origin().epoch(),
                        previous.toString(),
                        next.toString(),
                        now.plus(settings.keyOverlap()),
                        both.by(),
                        both.reason(),
                        now)));
        LOG.warn("The log's key {} is replaced by {}", previous, next);
    }

    /** In the key directory, and never in force before. */
    private NoteVerificationKey usable(String vkey, List<Rotations.Rotated> earlier) {
        NoteVerificationKey next = parsed(vkey);
        boolean known = keys.signing(next).isPresent();
        boolean used = rotations.inForce().equals(next)
                || earlier.stream().anyMatch(rotated -> rotated.key().previous().equals(next));
        if (!known || used) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    known
                            ? "'next' was in force before"
                            : "'next' is not one of audit-log.<name>.key in the key directory");
        }
        return next;
    }

    private static NoteVerificationKey parsed(String vkey) {
        try {
            return NoteVerificationKey.parse(vkey);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'next' is a vkey");
        }
    }
}
