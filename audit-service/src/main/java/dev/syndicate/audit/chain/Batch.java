package dev.syndicate.audit.chain;

import java.util.List;

/** Records that are committed together, the subtrees that they complete, and the head behind them. */
record Batch(List<StoredRecord> records, List<Subtree> subtrees, ChainHead head) {}
