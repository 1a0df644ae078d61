package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.VerificationCompleted;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.id.VerificationId;
import dev.syndicate.contracts.identity.Person;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out verifications, one after the other, and puts their results on record. */
@Component
class VerificationRun {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRun.class);

    private final LiveVerifier verifier;
    private final Verifications verifications;
    private final Holder holder;
    private final FaultReports faults;
    private final Heads heads;
    private final LogKeys keys;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turn = new Semaphore(1, true);

    VerificationRun(
            LiveVerifier verifier,
            Verifications verifications,
            Holder holder,
            FaultReports faults,
            Heads heads,
            LogKeys keys,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock) {
        this.verifier = verifier;
        this.verifications = verifications;
        this.holder = holder;
        this.faults = faults;
        this.heads = heads;
        this.keys = keys;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Starts one; the future ends when its result is stored, and never where another process carries it out. */
    CompletableFuture<Void> start(UUID id, @Nullable Person requestedBy, Extent extent, @Nullable SignedNote since) {
        String by = requestedBy == null ? null : requestedBy.subject();
        if (verifications.begin(id, holder.present(), by, extent, sizeOf(since))) {
            return CompletableFuture.runAsync(() -> run(id, requestedBy, extent, since), workers);
        }
        boolean running =
                verifications.find(id).stream().anyMatch(known -> known.state().equals("running"));
        return running ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
    }

    private void run(UUID id, @Nullable Person requestedBy, Extent extent, @Nullable SignedNote since) {
        turn.acquireUninterruptibly();
        try {
            Assessment assessment = verifier.verify(extent, since, new StoredProgress(verifications, id));
            faults.report(assessment);
            store(id, assessment, requestedBy);
        } catch (RuntimeException e) {
            LOG.error("Verification {} could not be carried out", id, e);
            verifications.failed(id);
        } finally {
            turn.release();
        }
    }

    private void store(UUID id, Assessment assessment, @Nullable Person requestedBy) {
        ChainVerdict verdict = assessment.verdict();
        transactions.executeWithoutResult(status -> {
            verifications.completed(id, assessment);
            events.publish(
                    new GenericDomainEventMessage<>("Verification", id.toString(), 0, event(id, verdict, requestedBy)));
        });
        LOG.info("Verification {}: {}", id, verdict);
    }

    private static @Nullable Long sizeOf(@Nullable SignedNote since) {
        return since == null ? null : Checkpoint.parse(since.text()).size();
    }

    private VerificationCompleted event(UUID id, ChainVerdict verdict, @Nullable Person requestedBy) {
        LogOrigin origin = origin();
        VerificationId verification = new VerificationId(id);
        java.time.Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (verdict) {
            case ChainVerdict.Intact intact ->
                new VerificationCompleted(
                        verification,
                        origin.log().toString(),
                        origin.epoch(),
                        intact.first(),
                        intact.last(),
                        true,
                        null,
                        null,
                        requestedBy,
                        now);
            case ChainVerdict.Broken broken ->
                new VerificationCompleted(
                        verification,
                        origin.log().toString(),
                        origin.epoch(),
                        0,
                        heads.read().map(head -> head.size() - 1).orElse(-1L),
                        false,
                        broken.fault().wireName(),
                        broken.sequence(),
                        requestedBy,
                        now);
        };
    }

    private LogOrigin origin() {
        return heads.read().map(head -> head.origin()).orElseGet(() -> new LogOrigin(keys.log(), 1));
    }
}
