package dev.syndicate.audit.integrity;

import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * One violation. The same violation found again is the same finding: its digest covers log, epoch, fault, record and
 * subject (docs/spec/finding.md).
 *
 * @param origin the log, and the epoch of the record that it is about
 * @param sequence the first record that is not proved to be as it was; -1 when the fault is about no record
 * @param subject what else it is about, where a sequence does not say it; otherwise empty
 * @param detail one sentence for a person; not part of the digest
 */
public record Finding(LogOrigin origin, ChainFault fault, long sequence, String subject, String detail) {

    private static final DomainTag TAG = new DomainTag("syndicate/finding/v1");

    public Finding(LogOrigin origin, ChainFault fault, long sequence, String detail) {
        this(origin, fault, sequence, "", detail);
    }

    /** SHA-256("syndicate/finding/v1" || 0x00 || origin LF fault LF sequence), with LF subject where there is one. */
    public Digest digest() {
        String named = origin + "\n" + fault.wireName() + "\n" + sequence;
        String whole = subject.isEmpty() ? named : named + "\n" + subject;
        return TAG.digest(whole.getBytes(StandardCharsets.UTF_8));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("epoch", origin.epoch())
                .put("code", fault.wireName())
                .put("sequence", sequence)
                .put("subject", subject)
                .put("detail", detail)
                .build();
    }

    static Finding parse(LogId log, JsonObject json) {
        return new Finding(
                new LogOrigin(log, json.integer("epoch")),
                ChainFault.of(json.string("code")),
                json.integer("sequence"),
                json.string("subject"),
                json.string("detail"));
    }
}
