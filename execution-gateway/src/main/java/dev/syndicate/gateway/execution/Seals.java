package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.audit.SealEvent;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.gateway.permit.TrustDirectory;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.eventstore.OutsideTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks audit-service to seal an intent, and believes nothing but a receipt that a trusted key signed for exactly this
 * event and that still holds.
 */
@Component
class Seals {

    private static final Logger LOG = LoggerFactory.getLogger(Seals.class);
    private static final String KEY = "receipt";

    private final CommandGateway commands;
    private final SealSettings settings;
    private final TrustedKeys trusted;
    private final Clock clock;
    private final Timer timer;

    Seals(CommandGateway commands, SealSettings settings, Clock clock, MeterRegistry metrics) {
        this.commands = commands;
        this.settings = settings;
        this.trusted = TrustDirectory.trusted(settings.trust(), KEY);
        this.clock = clock;
        this.timer = Timer.builder("syndicate.gateway.seal.wait")
                .description("From the recorded intent to its receipt, or to giving up")
                .publishPercentileHistogram()
                .register(metrics);
    }

    /** What came of asking for a seal. */
    sealed interface Seal {

        /** The chain has the event and is clear. */
        record Sealed(Receipt receipt) implements Seal {}

        /** No receipt that means anything. */
        record Unsealed(RefusalReason reason, String detail) implements Seal {}
    }

    /** Waits for the receipt, within the configured bound and outside any transaction. */
    Seal seal(EventId event) {
        OutsideTransaction.require("SealEvent");
        Timer.Sample sample = Timer.start();
        try {
            CompletableFuture<Receipt> answer = commands.send(new SealEvent(event));
            return checked(answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS), event);
        } catch (TimeoutException late) {
            return unsealed("audit-service gave no receipt in time");
        } catch (ExecutionException failed) {
            return failed(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unsealed("The gateway is stopping");
        } finally {
            sample.stop(timer);
        }
    }

    private Seal checked(Receipt receipt, EventId event) {
        boolean signed =
                trusted.find(receipt.keyId()).filter(receipt::isSignedBy).isPresent();
        if (!signed || !receipt.event().equals(event) || !receipt.clear()) {
            LOG.error("audit-service answered something that is no receipt of event {}", event);
            return unsealed("The receipt is not one of the audit log for this intent");
        }
        return receipt.isValidAt(clock.instant())
                ? new Seal.Sealed(receipt)
                : unsealed("The receipt had expired when it arrived; compare the services' clocks");
    }

    private static Seal failed(ExecutionException failure) {
        if (failure.getCause() instanceof CommandRefusedException refused
                && refused.type().slug().equals(RefusalReason.INTEGRITY_NOT_CLEAR.wireName())) {
            return new Seal.Unsealed(
                    RefusalReason.INTEGRITY_NOT_CLEAR, "An integrity finding stands unreleased: nothing is executed");
        }
        LOG.warn("No receipt: {}", failure.getMessage());
        return unsealed("audit-service gave no receipt");
    }

    private static Seal unsealed(String detail) {
        return new Seal.Unsealed(RefusalReason.SEAL_UNAVAILABLE, detail);
    }
}
