package dev.syndicate.client;

import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.crypto.KeyId;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Optional;

/**
 * Leave to run exactly what was presented, once.
 *
 * @param sequence where the chain holds the intent
 * @param receipt audit-service's signed receipt (docs/spec/receipt.md); absent only where the same leave is told again
 */
public record Leave(ExecutionId execution, ActionId action, long sequence, Optional<Receipt> receipt) {

    /** Whether it comes with a receipt for the very record that holds the intent. */
    public boolean isSealed() {
        return receipt.filter(it -> it.sequence() == sequence).isPresent();
    }

    /** The same, and a key that the caller trusts signed the receipt. */
    public boolean isSealedBy(TrustedKeys trusted) {
        return isSealed()
                && receipt.filter(it ->
                                trusted.find(it.keyId()).filter(it::isSignedBy).isPresent())
                        .isPresent();
    }

    static Leave read(JsonObject json) {
        return new Leave(
                ExecutionId.parse(json.string("execution")),
                ActionId.parse(json.string("action")),
                json.object("sealed").integer("sequence"),
                json.findObject("receipt").map(Leave::receipt));
    }

    private static Receipt receipt(JsonObject json) {
        return new Receipt(
                LogId.parse(json.string("log")),
                json.integer("epoch"),
                json.integer("sequence"),
                Hash.parse(json.string("leaf")),
                EventId.parse(json.string("event")),
                Digest.parse(json.string("eventDigest")),
                json.bool("clear"),
                Members.time(json, "clearSince"),
                Members.time(json, "issuedAt"),
                Members.time(json, "expiresAt"),
                new KeyId(json.string("keyId")),
                json.string("signature"));
    }
}
