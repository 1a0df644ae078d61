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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<String, StandingGrant> grants = new HashMap<>();
    private final List<ControlFinding> findings = new ArrayList<>();
    private boolean whole;
    private long executions;
    private long inOrder;
    private long outside;
    private long exceptions;

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
        } else if (type.equals("StandingGranted")) {
            Facts.text(body, "approval").ifPresent(id -> grants.put(id, new StandingGrant(body)));
        } else if (type.equals("StandingGrantRevoked")) {
            Facts.text(body, "approval").map(grants::get).ifPresent(StandingGrant::revoke);
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
                Facts.intentAtApproval(body),
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
                                id, new OpenAction.Approval(Facts.intentAtApproval(body), approvers(body))));
            case "ActionAuthorised" -> {
                action.authorised = true;
                action.authorisedIntent = Facts.intentAtApproval(body);
            }
            case "PermitIssued" ->
                Facts.text(body, "permit").ifPresent(id -> action.permits.put(id, Facts.intentAtApproval(body)));
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
        action.intents.put(execution.get(), new IntentJudge(releases, grants, whole).judge(header, leaf, body, action));
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
            case "OutcomeReported",
                    "OutcomeUnknown",
                    "ActionDenied",
                    "ActionWithdrawn",
                    "ActionExpired",
                    "ActionAmended" -> true;
            default -> false;
        };
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
        origins.put("dev.syndicate.contracts.approval.StandingGranted", "approval_service");
        origins.put("dev.syndicate.contracts.approval.StandingGrantRevoked", "approval_service");
        origins.put("dev.syndicate.contracts.policy.PolicyActivated", "policy_service");
        return origins;
    }
}
