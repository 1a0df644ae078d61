package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.id.EventId;
import java.util.Objects;

/**
 * Asks that a stored event be committed in the chain, and for the signed receipt that says so and that the chain
 * is clear. Answered with the receipt's signed bytes (docs/spec/receipt.md). Safe to send again.
 */
@HomeService("audit-service")
@CallableBy("execution-gateway")
public record SealEvent(EventId event) {

    public SealEvent {
        Objects.requireNonNull(event, "event");
    }
}
