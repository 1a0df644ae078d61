package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.CheckedRecord;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the auditor's five questions of every execution, in one pass over records in ascending sequence
 * (docs/spec/controls.md). What it says counts only when the records themselves turn out to be intact.
 */
public final class ControlCheck implements BundleVerifier.RecordListener {

    private static final String EXECUTION = "dev.syndicate.contracts.execution.";
    private static final Map<String, String> ORIGINS = origins();

    private final Map<String, OpenAction> open = new HashMap<>();
    private final Map<String, Release> releases = new HashMap<>();
    private final Map<String, Amended> amended = new HashMap<>();
    private final List<ControlFinding> findings = new ArrayList<>();
    private boolean whole;
    private long executions;
    private long inOrder;
    private long outside;
    private long exceptions;

    private record Release(Human author, Human releaser) {}

    /** A gapless range from the first record on is a whole population; without this call, nothing is. */
    @Override
    public void begins(BundleManifest manifest) {
        whole = manifest.kind() == BundleManifest.Kind.RANGE && manifest.first() == 0;
    }

    /** The next record. */
    @Override
    public void accept(CheckedRecord record) {
        RecordHeader header = record.header();
        if (header != null) {
            accept(header, record.leaf(), record.body());
        }
    }

    /** The next record, whose body was read already. */
    public void accept(RecordHeader header, Hash leaf, RecordBody body) {
        String origin = ORIGINS.get(body.eventType());
        if (origin == null) {
            return;
        }
        if (origin.equals(body.eventOrigin())) {
            take(body.eventType().substring(body.eventType().lastIndexOf('.') + 1), header, leaf, body.json());
        } else {
            found(header.sequence(), ControlCode.WRONG_ORIGIN);
        }
    }

    /** What was found so far. */
    public ControlReport report() {
        return new ControlReport(executions, inOrder, outside, exceptions, findings);
    }

    private void take(String type, RecordHeader header, Hash leaf, JsonObject body) {
        Optional<String> action = Facts.text(body, "action", "id");
        OpenAction known = action.map(open::get).orElse(null);
        if (type.equals("PolicyActivated")) {
            released(body);
        } else if (type.equals("ActionProposed")) {
            action.ifPresent(id -> open.put(id, proposed(body, amended.remove(id))));
        } else if (type.equals("ExecutionGranted")) {
            granted(header, known, body);
        } else if (type.equals("ExecutionDiverged")) {
            found(header.sequence(), ControlCode.EXECUTED_DIFFERENTLY);
        } else if (known != null) {
            take(type, header, leaf, body, known);
            if (ends(type)) {
                action.ifPresent(open::remove);
            }
        }
    }

    private OpenAction proposed(JsonObject body, @Nullable Amended amendment) {
        return new OpenAction(
                intentAtApproval(body),
                Facts.object(body, "action").flatMap(it -> Facts.text(it, "parameters", "digest")),
                Amended.amenders(body),
                Amended.link(body, amendment, whole));
    }

    private void take(String type, RecordHeader header, Hash leaf, JsonObject body, OpenAction action) {
        switch (type) {
            case "ApprovalAmended" ->
                Facts.text(body, "amended", "action").ifPresent(id -> amended.put(id, Amended.by(body)));
            case "ApprovalGranted" ->
                Facts.text(body, "approval")
                        .ifPresent(id -> action.approvals.put(
                                id, new OpenAction.Approval(intentAtApproval(body), approvers(body))));
            case "ActionAuthorised" -> {
                action.authorised = true;
                action.authorisedIntent = intentAtApproval(body);
            }
            case "PermitIssued" ->
                Facts.text(body, "permit").ifPresent(id -> action.permits.put(id, intentAtApproval(body)));
            case "PermitRevoked" -> Facts.text(body, "permit").ifPresent(action.permits::remove);
            case "ExecutionIntended" -> intended(header, leaf, body, action);
            case "ExecutionRefused" -> Facts.text(body, "execution").ifPresent(action::refuse);
            case "OutcomeReported" -> reported(header, body, action);
            default -> {}
        }
    }

    private void released(JsonObject body) {
        JsonObject who = Facts.object(body, "who").orElse(JsonObject.EMPTY);
        Optional<Human> author = Human.at(who, "author");
        Optional<Human> releaser = Human.at(who, "releaser");
        Optional<String> version = Facts.text(body, "policy", "version");
        if (author.isPresent() && releaser.isPresent() && version.isPresent()) {
            releases.put(version.get(), new Release(author.get(), releaser.get()));
        }
    }

    private void intended(RecordHeader header, Hash leaf, JsonObject body, OpenAction action) {
        Optional<String> execution = Facts.text(body, "execution");
        if (execution.isEmpty()) {
            return;
        }
        JsonObject authority = Facts.object(body, "authority").orElse(JsonObject.EMPTY);
        String approval = Facts.text(authority, "kind").equals(Optional.of("people"))
                ? Facts.text(authority, "approval").orElse(null)
                : null;
        OpenAction.Intent intent = new OpenAction.Intent(header.sequence(), leaf, approval);
        judgeAuthority(body, authority, action, intent);
        judgeDigests(body, action, intent);
        if (approval != null && !action.approvalsInUse.add(approval)) {
            intent.codes.add(ControlCode.APPROVAL_USED_AGAIN);
        }
        action.intents.put(execution.get(), intent);
    }

    private void judgeAuthority(JsonObject body, JsonObject authority, OpenAction action, OpenAction.Intent intent) {
        String kind = Facts.text(authority, "kind").orElse("");
        List<Human> approvers = Human.listed(authority, "approvers");
        Optional<Human> author = Human.at(authority, "author");
        Optional<Human> releaser = Human.at(authority, "releaser");
        Optional<String> version = Facts.text(authority, "policyVersion");
        if (kind.equals("people") && intent.approval != null && !approvers.isEmpty()) {
            judgePeople(body, approvers, action.approvals.get(intent.approval), intent);
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

    private static void judgePeople(
            JsonObject body, List<Human> approvers, OpenAction.@Nullable Approval approval, OpenAction.Intent intent) {
        if (approval == null || !approval.approvers().containsAll(approvers)) {
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
        Optional<String> approved = intentAtApproval(body);
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

    private void granted(RecordHeader header, @Nullable OpenAction action, JsonObject body) {
        executions++;
        OpenAction.Intent intent = action == null
                ? null
                : Facts.text(body, "execution").map(action.intents::get).orElse(null);
        if (action == null && !whole || intent != null && intent.outside) {
            outside++;
            return;
        }
        Collection<ControlCode> codes = codes(header, intent, body);
        codes.forEach(code -> found(header.sequence(), code));
        inOrder += codes.isEmpty() ? 1 : 0;
    }

    private static Collection<ControlCode> codes(
            RecordHeader header, OpenAction.@Nullable Intent intent, JsonObject body) {
        if (intent == null) {
            return List.of(ControlCode.NO_INTENT);
        }
        List<ControlCode> codes = new ArrayList<>(intent.codes);
        if (intent.granted) {
            codes.add(ControlCode.GRANTED_TWICE);
        }
        intent.granted = true;
        JsonObject receipt = Facts.object(body, "receipt").orElse(JsonObject.EMPTY);
        boolean sealed =
                Facts.text(receipt, "log").equals(Optional.of(header.log().toString()))
                        && Facts.integer(receipt, "sequence").equals(Optional.of(intent.sequence))
                        && Facts.text(receipt, "leaf").equals(Optional.of(intent.leaf.toString()));
        if (!sealed) {
            codes.add(ControlCode.NOT_SEALED_BEFORE);
        }
        return codes;
    }

    private void reported(RecordHeader header, JsonObject body, OpenAction action) {
        Optional<OpenAction.Intent> intent = Facts.text(body, "execution").map(action.intents::get);
        if (intent.isEmpty() || !intent.get().granted) {
            found(header.sequence(), ControlCode.OUTCOME_WITHOUT_GRANT);
        }
    }

    private void found(long sequence, ControlCode code) {
        if (exceptions++ < ControlReport.LISTED) {
            findings.add(new ControlFinding(sequence, code));
        }
    }

    private static boolean ends(String type) {
        return switch (type) {
            case "OutcomeReported", "OutcomeUnknown", "ActionDenied", "ActionWithdrawn", "ActionExpired", "ActionAmended" -> true;
            default -> false;
        };
    }

    private static Optional<String> intentAtApproval(JsonObject body) {
        return Facts.text(body, "digests", "intentAtApproval");
    }

    private static List<Human> approvers(JsonObject body) {
        return Human.listed(Facts.object(body, "who").orElse(JsonObject.EMPTY), "approvers");
    }

    private static Map<String, String> origins() {
        Map<String, String> origins = new HashMap<>();
        for (String type : List.of(
                "ActionProposed",
                "ActionAuthorised",
                "PermitIssued",
                "PermitRevoked",
                "ExecutionIntended",
                "ExecutionRefused",
                "ExecutionGranted",
                "ExecutionDiverged",
                "OutcomeReported",
                "OutcomeUnknown",
                "ActionDenied",
                "ActionWithdrawn",
                "ActionExpired",
                "ActionAmended")) {
            origins.put(EXECUTION + type, "execution_gateway");
        }
        origins.put("dev.syndicate.contracts.approval.ApprovalGranted", "approval_service");
        origins.put("dev.syndicate.contracts.approval.ApprovalAmended", "approval_service");
        origins.put("dev.syndicate.contracts.policy.PolicyActivated", "policy_service");
        return origins;
    }
}
