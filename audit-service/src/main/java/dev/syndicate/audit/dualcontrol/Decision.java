package dev.syndicate.audit.dualcontrol;

import dev.syndicate.contracts.audit.HoldScope;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.platform.content.DataSubject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What two people decide, named so that both mean the same (docs/spec/dual-control.md, section 3).
 *
 * @param kind what is done
 * @param digest of what it is done to
 */
public record Decision(String kind, Digest digest) {

    private static final DomainTag ADOPTION = new DomainTag("syndicate/adoption/v1");
    private static final DomainTag ROTATION = new DomainTag("syndicate/key-rotation/v1");
    private static final DomainTag ERASURE = new DomainTag("syndicate/erasure/v1");
    private static final DomainTag HOLD = new DomainTag("syndicate/hold-scope/v1");
    private static final DomainTag HOLD_RELEASE = new DomainTag("syndicate/hold-release/v1");
    private static final DomainTag PRUNING = new DomainTag("syndicate/pruning/v1");

    /** Takes a finding off the latch. */
    public static Decision toRelease(Digest finding) {
        return new Decision("release-finding", finding);
    }

    /**
     * Goes on from what is left of a log.
     *
     * @param size how many records the database has
     * @param leaf of the last of them, or the genesis
     * @param known the last checkpoint that is known of the log
     */
    public static Decision toAdopt(LogOrigin origin, long size, Hash leaf, SignedNote known) {
        return of("adopt-log", ADOPTION, origin + "\n" + size + "\n" + leaf + "\n" + known);
    }

    /** Lets another key sign. */
    public static Decision toRotate(NoteVerificationKey previous, NoteVerificationKey next) {
        return of("rotate-log-key", ROTATION, previous + "\n" + next);
    }

    /** Destroys a person's keys. */
    public static Decision toErase(DataSubject person) {
        return of("erase-subject", ERASURE, person.issuer() + "\0" + person.subject());
    }

    /** Places a legal hold. */
    public static Decision toHold(HoldScope scope) {
        return of("place-hold", HOLD, scope.kind().wireName() + "\0" + scope.value());
    }

    /** Releases a legal hold. */
    public static Decision toReleaseHold(UUID hold) {
        return of("release-hold", HOLD_RELEASE, hold.toString());
    }

    /** Lets a range of records go, which this archive holds. */
    public static Decision toPrune(long first, long last, Digest archive) {
        return of("prune-records", PRUNING, first + " " + last + " " + archive);
    }

    private static Decision of(String kind, DomainTag tag, String what) {
        return new Decision(kind, tag.digest(what.getBytes(StandardCharsets.UTF_8)));
    }
}
