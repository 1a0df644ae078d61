package dev.syndicate.audit.verification;

import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What two people have released: it is still told, but what lies behind it is verified too, so that it hides nothing new.
 *
 * @param records released faults of single records, by sequence
 * @param unprovedFrom the lowest sequence from which on the records do not make the signed tree; {@code Long.MAX_VALUE}
 *     when that was never released
 */
record KnownDamage(Map<Long, Broken> records, long unprovedFrom) {

    /** Faults that keep a walk from going on, and that are about one record. */
    private static final Set<ChainFault> STOPPING = EnumSet.of(
            ChainFault.SEQUENCE,
            ChainFault.LINK,
            ChainFault.HEADER_MALFORMED,
            ChainFault.WRONG_LOG,
            ChainFault.WRONG_EPOCH,
            ChainFault.RECORDED_AT,
            ChainFault.BODY_HASH,
            ChainFault.BODY_MALFORMED,
            ChainFault.ADOPTION);

    static final KnownDamage NONE = new KnownDamage(Map.of(), Long.MAX_VALUE);

    KnownDamage {
        records = Map.copyOf(records);
    }

    static boolean stops(ChainFault fault) {
        return STOPPING.contains(fault);
    }
}
