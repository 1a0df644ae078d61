package dev.syndicate.contracts.action;

/**
 * How strongly a decision is enforced at the coding tool. A is the strongest. Never to be merged with the trust tier.
 */
public enum EnforcementTier {
    /** The gateway executes and sends the stored bytes itself. */
    A,
    /** A locked hook: managed by the fleet and failing closed. */
    B,
    /** An unlocked hook: the developer could remove it, or it fails open. */
    C,
    /** Observed only. */
    D
}
