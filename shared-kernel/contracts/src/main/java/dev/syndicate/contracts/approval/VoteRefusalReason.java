package dev.syndicate.contracts.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * Why a vote was not taken. The wire names are part of the API and of the record.
 */
public enum VoteRefusalReason {
    /** The requester, the session's principal and the amender never count. */
    REQUESTER_CANNOT_APPROVE("requester-cannot-approve"),
    /** The voter is in none of the threshold sets. */
    NOT_A_REVIEWER_OF_THIS("not-a-reviewer-of-this"),
    /** One final vote a person and round. */
    ALREADY_VOTED("already-voted"),
    /** The vote names another intent digest. */
    DIGEST_MISMATCH("digest-mismatch"),
    /** The vote names another rendered view. */
    VIEW_MISMATCH("view-mismatch"),
    /** Longer than the policy's review limit: it can be denied or split. */
    TOO_LARGE_TO_REVIEW("too-large-to-review"),
    /** The policy does not let this approval stand for further actions, or not so far. */
    STANDING_NOT_ALLOWED("standing-not-allowed"),
    /** It was decided, withdrawn or has expired. */
    APPROVAL_ENDED("approval-ended"),
    /** An integrity finding stands unreleased. */
    INTEGRITY_NOT_CLEAR("integrity-not-clear"),
    /** Nothing is approved that the reviewer has not opened in this round. */
    NOT_OPENED("not-opened"),
    /** The delegation that the vote names is not one to the voter, or is not in force. */
    DELEGATION_NOT_IN_FORCE("delegation-not-in-force");

    private final String wireName;

    VoteRefusalReason(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static VoteRefusalReason of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a vote refusal reason: " + wireName));
    }
}
