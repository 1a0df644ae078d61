package dev.syndicate.audit.integrity;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.IntegrityFindingReleased;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two people take a finding off the latch. The release is on record and no evidence changes: a verification goes on to
 * say that the chain is broken. The row is opened first and the file last, so a crash in between leaves the chain latched,
 * and the two release once more. Only the process with the writer's volume can do it.
 */
@Component
public class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);

    private final DualControl control;
    private final StoredFindings stored;
    private final Latch latch;
    private final LogKeys keys;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Releases(
            DualControl control,
            StoredFindings stored,
            Latch latch,
            LogKeys keys,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.control = control;
        this.stored = stored;
        this.latch = latch;
        this.keys = keys;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Asks for the release of a finding, or confirms it. */
    public Confirmation release(Digest digest, Person person, String reason) {
        AtomicReference<@Nullable Confirmation> answer = new AtomicReference<>();
        latch.inTurn(() -> answer.set(releaseInTurn(digest, person, reason)));
        return Objects.requireNonNull(answer.get());
    }

    private Confirmation releaseInTurn(Digest digest, Person person, String reason) {
        Finding finding = require(digest);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Confirmation confirmation = Objects.requireNonNull(transactions.execute(status -> {
            Confirmation answer = control.confirm(Decision.toRelease(digest), person, reason);
            if (answer instanceof Confirmed both) {
                release(finding, both, now);
            }
            return answer;
        }));
        if (confirmation instanceof Confirmed) {
            latch.releaseFile(digest, now);
            LOG.warn(
                    "Finding {} ({}) is released by two people",
                    digest,
                    finding.fault().wireName());
        }
        return confirmation;
    }

    private void release(Finding finding, Confirmed both, Instant now) {
        latch.lock();
        stored.release(identifiers.next(), finding.digest(), both, now);
        events.publish(new GenericDomainEventMessage<>(
                "Finding",
                identifiers.next().toString(),
                0,
                new IntegrityFindingReleased(
                        finding.origin().log().toString(),
                        finding.origin().epoch(),
                        finding.digest(),
                        both.by(),
                        both.reason(),
                        now)));
        if (nothingElseStands(finding)) {
            latch.clearRow(now);
        }
    }

    private boolean nothingElseStands(Finding finding) {
        boolean onVolume =
                latch.standing().stream().anyMatch(other -> !other.digest().equals(finding.digest()));
        return !onVolume && stored.unreleased(keys.log()).isEmpty();
    }

    /** Known to the volume or to the database: whoever deletes the row of a finding does not release it. */
    private Finding require(Digest digest) {
        Optional<Finding> onVolume = latch.standing().stream()
                .filter(known -> known.digest().equals(digest))
                .findFirst();
        if (onVolume.isPresent()) {
            return onVolume.get();
        }
        Finding finding = stored.find(keys.log(), digest)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "There is no such finding"));
        if (latch.isReleased(digest) && stored.isReleased(digest)) {
            throw new ProblemException(IntegrityProblems.RELEASED, "Two people have released it before");
        }
        return finding;
    }
}
