package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import java.time.Instant;

/**
 * Where the chain ends.
 *
 * @param origin log and epoch
 * @param size the number of records
 * @param leaf the last record's leaf, or the genesis
 * @param frontier the tree over all records
 * @param position the global index of the last event that has a record
 * @param recordedAt of the last record; no later record has an earlier one
 * @param term the writer's fencing term; not hashed
 */
public record ChainHead(
        LogOrigin origin, long size, Hash leaf, CompactRange frontier, long position, Instant recordedAt, long term) {}
