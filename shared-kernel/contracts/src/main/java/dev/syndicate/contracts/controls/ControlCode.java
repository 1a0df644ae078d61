package dev.syndicate.contracts.controls;

/** A control that was not met (docs/spec/controls.md, sections 4 and 5). The wire names are for ever. */
public enum ControlCode {
    /** Nobody is named who authorised it. */
    NO_AUTHORITY("no-authority", "Neither people nor a released policy version is named as its authority."),
    /** The authority that is named is not on record in front of it. */
    AUTHORITY_NOT_BEFORE("authority-not-before", "The authority that it names is not on record in front of it."),
    /** Who asked has approved. */
    REQUESTER_APPROVED("requester-approved", "The requester, or who answers for it, is among the approvers."),
    /** Whoever wrote the parameters has approved. */
    AMENDER_APPROVED("amender-approved", "One of those who amended it is among the approvers."),
    /** What a reviewer made of another action, without that being on record. */
    AMENDMENT_NOT_BEFORE("amendment-not-before", "The amendment that it came from is not on record in front of it."),
    /** One person wrote and released the policy. */
    POLICY_BY_ONE("policy-by-one", "The policy version was written and released by the same person."),
    /** It is not on record what exactly was authorised. */
    NO_DIGESTS("no-digests", "It is not on record what exactly was authorised or about to run."),
    /** What was about to run is not what was authorised. */
    DIGESTS_DIFFER("digests-differ", "What was proposed, authorised and about to run is not the same."),
    /** A permit that was not issued, was revoked, or was used before. */
    PERMIT_NOT_USABLE(
            "permit-not-usable", "Its permit was not issued for the action, was revoked, or was used before."),
    /** A standing grant that had ended, or never was. */
    GRANT_ENDED("grant-ended", "The standing grant that it names had expired or was revoked."),
    /** Something that the standing grant does not cover. */
    OUTSIDE_GRANT("outside-grant", "The standing grant that it names does not cover it."),
    /** More uses than were granted. */
    GRANT_USED_UP(
            "grant-used-up",
            "It is not one of the uses that were granted, or that use stands behind another execution."),
    /** One approval for two executions. */
    APPROVAL_USED_AGAIN("approval-used-again", "Its approval stands behind another execution too."),
    /** No intent in front of it. */
    NO_INTENT("no-intent", "No intent of an open action lies in front of it."),
    /** The same execution was granted twice. */
    GRANTED_TWICE("granted-twice", "The same execution was granted before."),
    /** Its receipt does not name its intent's record. */
    NOT_SEALED_BEFORE("not-sealed-before", "Its receipt does not name the record of its intent."),
    /** The host ran something else. */
    EXECUTED_DIFFERENTLY("executed-differently", "What the host ran is not what was authorised."),
    /** An outcome of what was never granted. */
    OUTCOME_WITHOUT_GRANT("outcome-without-grant", "An outcome was reported of an execution that was not granted."),
    /** An event that another service appended than the one it belongs to. */
    WRONG_ORIGIN("wrong-origin", "The event was not appended by the service that it belongs to.");

    private final String wireName;
    private final String sentence;

    ControlCode(String wireName, String sentence) {
        this.wireName = wireName;
        this.sentence = sentence;
    }

    /** The stable name in JSON and on screen. */
    public String wireName() {
        return wireName;
    }

    /** One sentence for a person. */
    public String sentence() {
        return sentence;
    }
}
