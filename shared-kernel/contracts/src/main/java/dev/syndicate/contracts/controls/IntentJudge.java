package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges an intent by what lies in front of it (docs/spec/controls.md, section 4). */
record IntentJudge(Map<String, Release> releases, Map<String, StandingGrant> grants, boolean whole) {

    OpenAction.Intent judge(RecordHeader header, Hash leaf, JsonObject body, OpenAction action) {
        JsonObject authority = Facts.object(body, "authority").orElse(JsonObject.EMPTY);
        String approval = Facts.text(authority, "kind").equals(Optional.of("people"))
                ? Facts.text(authority, "approval").orElse(null)
                : null;
        Optional<Long> use = Facts.integer(authority, "use");
        StandingGrant grant = approval == null || use.isEmpty() ? null : grants.get(approval);
        boolean taken = grant != null && grant.take(use.orElseThrow());
        OpenAction.Intent intent =
                new OpenAction.Intent(header.sequence(), leaf, approval, taken ? grant : null, use.orElse(0L));
        judgeAuthority(body, authority, action, intent);
        judgeDigests(body, action, intent);
        if (grant != null && !taken) {
            intent.codes.add(ControlCode.GRANT_USED_UP);
        }
        if (approval != null && use.isEmpty() && !action.approvalsInUse.add(approval)) {
            intent.codes.add(ControlCode.APPROVAL_USED_AGAIN);
        }
        return intent;
    }

    private void judgeAuthority(JsonObject body, JsonObject authority, OpenAction action, OpenAction.Intent intent) {
        String kind = Facts.text(authority, "kind").orElse("");
        List<Human> approvers = Human.listed(authority, "approvers");
        Optional<Human> author = Human.at(authority, "author");
        Optional<Human> releaser = Human.at(authority, "releaser");
        Optional<String> version = Facts.text(authority, "policyVersion");
        if (kind.equals("people") && intent.approval != null && !approvers.isEmpty()) {
            judgePeople(body, approvers, given(body, authority, approvers, action, intent), intent);
            if (action.amenders.stream().anyMatch(approvers::contains)) {
                intent.codes.add(ControlCode.AMENDER_APPROVED);
            }
        } else if (kind.equals("policy") && author.isPresent() && releaser.isPresent() && version.isPresent()) {
            judgePolicy(version.get(), new Release(author.get(), releaser.get()), intent);
        } else {
            intent.codes.add(ControlCode.NO_AUTHORITY);
        }
        if (!action.authorised) {
            intent.codes.add(ControlCode.AUTHORITY_NOT_BEFORE);
        }
        switch (action.link) {
            case SOUND -> {}
            case OUTSIDE -> intent.outside = true;
            case MISSING -> intent.codes.add(ControlCode.AMENDMENT_NOT_BEFORE);
        }
    }

    /** Whether these people gave the approval, for this very action or for standing. */
    private boolean given(
            JsonObject body, JsonObject authority, List<Human> approvers, OpenAction action, OpenAction.Intent intent) {
        if (Facts.integer(authority, "use").isEmpty()) {
            OpenAction.Approval approval = action.approvals.get(intent.approval);
            return approval != null && approval.approvers().containsAll(approvers);
        }
        StandingGrant grant = grants.get(intent.approval);
        if (grant == null) {
            intent.outside = !whole;
            return !whole;
        }
        if (grant.hasEnded(body)) {
            intent.codes.add(ControlCode.GRANT_ENDED);
        }
        if (!grant.covers(body)) {
            intent.codes.add(ControlCode.OUTSIDE_GRANT);
        }
        return grant.wasGivenBy(approvers);
    }

    private static void judgePeople(JsonObject body, List<Human> approvers, boolean given, OpenAction.Intent intent) {
        if (!given) {
            intent.codes.add(ControlCode.AUTHORITY_NOT_BEFORE);
        }
        Optional<JsonObject> principal = Facts.object(body, "who").flatMap(who -> Facts.object(who, "principal"));
        List<Optional<Human>> requesters = List.of(
                Facts.object(body, "who").flatMap(who -> Human.at(who, "principal")),
                principal.flatMap(it -> Human.at(it, "accountable")));
        if (requesters.stream().flatMap(Optional::stream).anyMatch(approvers::contains)) {
            intent.codes.add(ControlCode.REQUESTER_APPROVED);
        }
    }

    private void judgePolicy(String version, Release named, OpenAction.Intent intent) {
        Release onRecord = releases.get(version);
        if (onRecord == null && !whole) {
            intent.outside = true;
        } else if (!named.equals(onRecord)) {
            intent.codes.add(ControlCode.AUTHORITY_NOT_BEFORE);
        }
        if (named.author().equals(named.releaser())) {
            intent.codes.add(ControlCode.POLICY_BY_ONE);
        }
    }

    private static void judgeDigests(JsonObject body, OpenAction action, OpenAction.Intent intent) {
        Optional<String> approved = Facts.intentAtApproval(body);
        Optional<String> presented = Facts.text(body, "digests", "intentAtExecution");
        Optional<String> permit = Facts.text(body, "permit");
        boolean usable = permit.isPresent() && action.permits.containsKey(permit.get());
        if (!usable) {
            intent.codes.add(ControlCode.PERMIT_NOT_USABLE);
        }
        Optional<String> permitted = permit.flatMap(
                id -> Optional.ofNullable(action.permits.remove(id)).orElse(Optional.empty()));
        if (action.proposedIntent.isEmpty()
                || action.parameters.isEmpty()
                || approved.isEmpty()
                || presented.isEmpty()) {
            intent.codes.add(ControlCode.NO_DIGESTS);
        }
        OpenAction.Approval approval = intent.approval == null ? null : action.approvals.get(intent.approval);
        Optional<String> voted = approval == null ? Optional.empty() : approval.intent();
        Set<String> digests = new HashSet<>();
        for (Optional<String> digest :
                List.of(action.proposedIntent, action.authorisedIntent, voted, permitted, approved, presented)) {
            digest.ifPresent(digests::add);
        }
        if (digests.size() > 1) {
            intent.codes.add(ControlCode.DIGESTS_DIFFER);
        }
    }
}
