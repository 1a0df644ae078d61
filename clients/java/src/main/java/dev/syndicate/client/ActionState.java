package dev.syndicate.client;

import java.util.Arrays;

/** Where an action stands. */
public enum ActionState {
    AWAITING_APPROVAL("awaiting-approval"),
    AUTHORISED("authorised"),
    /** An operator took the authority back. */
    REVOKED("revoked"),
    DENIED("denied"),
    WITHDRAWN("withdrawn"),
    EXPIRED("expired"),
    /** A reviewer changed what was asked for: another action takes its place. */
    AMENDED("amended"),
    SEALING("sealing"),
    EXECUTING("executing"),
    EXECUTED("executed"),
    FAILED("failed"),
    DIVERGED("diverged"),
    OUTCOME_UNKNOWN("outcome-unknown");

    private final String wireName;

    ActionState(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API. */
    public String wireName() {
        return wireName;
    }

    /** Whether people still decide. */
    public boolean isPending() {
        return this == AWAITING_APPROVAL;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    static ActionState of(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a state of an action: " + wireName));
    }
}
