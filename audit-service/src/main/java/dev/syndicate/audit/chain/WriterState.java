package dev.syndicate.audit.chain;

/** What this process does for the chain. */
public enum WriterState {
    /** Another process writes, or this one never does. */
    STANDBY,
    /** It holds the lease but appends nothing, because a signed tail was lost and nobody has adopted what is left. */
    AWAITING_ADOPTION,
    /** It appends. */
    WRITING
}
