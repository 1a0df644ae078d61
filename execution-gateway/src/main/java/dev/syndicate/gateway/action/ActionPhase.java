package dev.syndicate.gateway.action;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an action stands. The wire names are part of the API. */
public enum ActionPhase {
    AWAITING_APPROVAL("awaiting-approval"),
    /** A permit can be had. */
    AUTHORISED("authorised"),
    /** An operator revoked its permits: it has to be proposed again. */
    REVOKED("revoked"),
    DENIED("denied"),
    WITHDRAWN("withdrawn"),
    EXPIRED("expired"),
    /** A reviewer made another action out of it. */
    AMENDED("amended"),
    /** A permit is consumed and the intent is being sealed; nothing may run yet. */
    SEALING("sealing"),
    /** Granted; the outcome is not known yet. */
    EXECUTING("executing"),
    EXECUTED("executed"),
    FAILED("failed"),
    /** What ran is not what was authorised. */
    DIVERGED("diverged"),
    OUTCOME_UNKNOWN("outcome-unknown");

    private final String wireName;

    ActionPhase(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON and in the database. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether people or a machine still have to decide. */
    public boolean isPending() {
        return this == AWAITING_APPROVAL;
    }
}
