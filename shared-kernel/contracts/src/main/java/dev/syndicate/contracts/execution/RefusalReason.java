package dev.syndicate.contracts.execution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * Why an execution was refused. The wire names are part of the API and of the record.
 */
public enum RefusalReason {
    /** What was about to run is not what was authorised. */
    DIGEST_MISMATCH("digest-mismatch"),
    /** A file that the action refers to has changed. */
    OPERAND_CHANGED("operand-changed"),
    /** The tool or its definition has changed. */
    TOOL_CHANGED("tool-changed"),
    /** Directory, branch or head have changed. */
    CONTEXT_CHANGED("context-changed"),
    /** The permit, or the approval behind it, has been used. */
    PERMIT_CONSUMED("permit-consumed"),
    /** The permit is past its time. */
    PERMIT_EXPIRED("permit-expired"),
    /** The permit, its session or its workspace was revoked. */
    PERMIT_REVOKED("permit-revoked"),
    /** The policy in force no longer grants it. */
    POLICY_SUPERSEDED("policy-superseded"),
    /** The permit belongs to another session. */
    SESSION_MISMATCH("session-mismatch"),
    /** The permit belongs to another principal. */
    PRINCIPAL_MISMATCH("principal-mismatch"),
    /** No signed receipt within the time allowed. */
    SEAL_UNAVAILABLE("seal-unavailable"),
    /** Policy could not be asked. */
    POLICY_UNAVAILABLE("policy-unavailable"),
    /** An integrity finding stands unreleased. */
    INTEGRITY_NOT_CLEAR("integrity-not-clear");

    private final String wireName;

    RefusalReason(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static RefusalReason of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a refusal reason: " + wireName));
    }
}
