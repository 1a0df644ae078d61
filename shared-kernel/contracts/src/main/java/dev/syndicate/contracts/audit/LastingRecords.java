package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.chain.KeyRotation;
import java.util.List;

/**
 * Records that are looked up for as long as their log goes on, and are therefore never pruned: which key signs, where an
 * epoch begins, and which records may be missing is on record and nowhere else.
 */
public final class LastingRecords {

    /** The types of their events. */
    public static final List<String> EVENT_TYPES =
            List.of(KeyRotation.EVENT_TYPE, LogAdopted.class.getName(), RecordsPruned.class.getName());

    private LastingRecords() {}
}
