package dev.syndicate.audit.integrity;

import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import java.nio.charset.StandardCharsets;

/**
 * One violation. The same violation found again is the same finding: its digest covers log, epoch, fault and record.
 *
 * @param sequence the first record that is not proved to be as it was; -1 when the fault is about no record
 * @param detail one sentence for a person; not part of the digest
 */
public record Finding(LogOrigin origin, ChainFault fault, long sequence, String detail) {

    private static final DomainTag TAG = new DomainTag("syndicate/finding/v1");

    public static Finding of(LogOrigin origin, Broken broken) {
        Long sequence = broken.sequence();
        return new Finding(origin, broken.fault(), sequence == null ? -1 : sequence, broken.detail());
    }

    /** SHA-256("syndicate/finding/v1" || 0x00 || origin LF fault LF sequence). */
    public Digest digest() {
        String named = origin + "\n" + fault.wireName() + "\n" + sequence;
        return TAG.digest(named.getBytes(StandardCharsets.UTF_8));
    }
}
