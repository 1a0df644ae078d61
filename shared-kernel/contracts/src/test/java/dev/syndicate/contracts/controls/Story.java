package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.ChainFixture;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Tells what happened to actions, record by record, the same bytes every time. */
public final class Story {

    static final String INTENT = "sha256:" + "1".repeat(64);
    static final String OTHER_INTENT = "sha256:" + "2".repeat(64);
    private static final String VERSION = "3:" + "a".repeat(64);
    private static final String CONTENT = "sha256:" + "c".repeat(64);

    private final List<ChainRecord> chain = new ArrayList<>();

    static JsonObject person(String subject) {
        return JsonObject.builder()
                .put("issuer", "https://id.example")
                .put("subject", subject)
                .put("name", subject)
                .build();
    }

    static JsonObject people(String... subjects) {
        return JsonObject.builder()
                .put("kind", "people")
                .put("approval", "approval")
                .put("policyVersion", VERSION)
                .put("approvers", persons(subjects))
                .build();
    }

    static JsonObject policy(String author, String releaser) {
        return JsonObject.builder()
                .put("kind", "policy")
                .put("policyVersion", VERSION)
                .put("rule", "build")
                .put("author", person(author))
                .put("releaser", person(releaser))
                .build();
    }

    static JsonArray persons(String... subjects) {
        return JsonArray.of(List.of(subjects).stream().map(Story::person).toList());
    }

    Story released(String author, String releaser) {
        return append(
                "policy.PolicyActivated",
                "policy_service",
                facts -> facts.put("policy", JsonObject.builder().put("version", VERSION))
                        .put(
                                "who",
                                JsonObject.builder()
                                        .put("author", person(author))
                                        .put("releaser", person(releaser))));
    }

    Story proposed(String action) {
        return of(
                action,
                "ActionProposed",
                facts -> facts.put(
                        "action",
                        action(action)
                                .put(
                                        "parameters",
                                        JsonObject.builder()
                                                .put("digest", CONTENT)
                                                .put("size", 5))));
    }

    /** A reviewer makes the action "by" out of this one. */
    Story amended(String action, String by, String amender) {
        JsonObject.Builder amended = JsonObject.builder().put("action", by).put("intentDigest", INTENT);
        return append(
                        "approval.ApprovalAmended",
                        "approval_service",
                        facts -> common(action, facts)
                                .put("approval", "first")
                                .put("amended", amended)
                                .put("digests", JsonObject.builder().put("intentAtApproval", OTHER_INTENT))
                                .put("who", JsonObject.builder().put("actor", person(amender))))
                .of(action, "ActionAmended", facts -> facts.put("amended", amended));
    }

    /** What was made of the action "of", as its proposal says. */
    Story proposedAnew(String action, String of, String... amenders) {
        return of(
                action,
                "ActionProposed",
                facts -> facts.put(
                                "action",
                                action(action)
                                        .put(
                                                "parameters",
                                                JsonObject.builder()
                                                        .put("digest", CONTENT)
                                                        .put("size", 5)))
                        .put(
                                "amendment",
                                JsonObject.builder()
                                        .put("of", of)
                                        .put("intentDigest", OTHER_INTENT)
                                        .put("approval", "first")
                                        .put("amenders", persons(amenders))));
    }

    /** These people let what the action asks run again. */
    Story standing(String action, String scope, int uses, String expiresAt, String... approvers) {
        return append(
                "approval.StandingGranted",
                "approval_service",
                facts -> covered(common(action, facts), action, "/src/a")
                        .put("approval", "standing")
                        .put(
                                "grant",
                                JsonObject.builder()
                                        .put(
                                                "terms",
                                                JsonObject.builder()
                                                        .put("scope", scope)
                                                        .put("uses", uses))
                                        .put("rules", JsonArray.ofStrings(List.of("build")))
                                        .put("expiresAt", expiresAt))
                        .put("who", JsonObject.builder().put("approvers", persons(approvers))));
    }

    Story revokedStanding(String action) {
        return append(
                "approval.StandingGrantRevoked",
                "approval_service",
                facts -> common(action, facts).put("approval", "standing"));
    }

    /** Proposed, authorised, permitted and intended under the standing grant. */
    Story usedStanding(String action, int use, String target, String... approvers) {
        return proposed(action)
                .authorised(action)
                .permitted(action, "permit")
                .of(
                        action,
                        "ExecutionIntended",
                        facts -> covered(facts, action, target)
                                .put("execution", action)
                                .put("permit", "permit")
                                .put(
                                        "authority",
                                        people(approvers)
                                                .with("approval", dev.syndicate.contracts.json.JsonValue.of("standing"))
                                                .with("use", JsonNumber.of(use)))
                                .put(
                                        "digests",
                                        JsonObject.builder()
                                                .put("intentAtApproval", INTENT)
                                                .put("intentAtExecution", INTENT)));
    }

    private static JsonObject.Builder covered(JsonObject.Builder facts, String action, String target) {
        return facts.put("session", "s-1")
                .put("policy", JsonObject.builder().put("version", VERSION).put("rule", "build"))
                .put("action", action(action).put("tool", "sed").put("targets", JsonArray.ofStrings(List.of(target))));
    }

    Story approved(String action, String intent, String... approvers) {
        return append(
                "approval.ApprovalGranted",
                "approval_service",
                facts -> common(action, facts)
                        .put("approval", "approval")
                        .put("digests", JsonObject.builder().put("intentAtApproval", intent))
                        .put(
                                "who",
                                JsonObject.builder()
                                        .put("approvers", persons(approvers))
                                        .put("principal", person("dana"))));
    }

    Story authorised(String action) {
        return of(action, "ActionAuthorised", facts -> facts);
    }

    Story permitted(String action, String permit) {
        return of(action, "PermitIssued", facts -> facts.put("permit", permit));
    }

    Story revoked(String action, String permit) {
        return of(action, "PermitRevoked", facts -> facts.put("permit", permit));
    }

    Story intended(String action, String execution, String permit, String presented, JsonObject authority) {
        return of(
                action,
                "ExecutionIntended",
                facts -> facts.put("execution", execution)
                        .put("permit", permit)
                        .put("authority", authority)
                        .put(
                                "digests",
                                JsonObject.builder()
                                        .put("intentAtApproval", INTENT)
                                        .put("intentAtExecution", presented)));
    }

    Story refused(String action, String execution) {
        return of(action, "ExecutionRefused", facts -> facts.put("execution", execution));
    }

    /** Granted on a receipt for the record in front of it. */
    Story granted(String action, String execution) {
        return granted(action, execution, chain.size() - 1);
    }

    Story granted(String action, String execution, int sealed) {
        return of(
                action,
                "ExecutionGranted",
                facts -> facts.put("execution", execution)
                        .put(
                                "receipt",
                                JsonObject.builder()
                                        .put("log", ChainFixture.LOG.toString())
                                        .put("epoch", 1)
                                        .put("sequence", sealed)
                                        .put("leaf", chain.get(sealed).leaf().toString())));
    }

    Story reported(String action, String execution) {
        return of(action, "OutcomeReported", facts -> facts.put("execution", execution));
    }

    Story diverged(String action, String execution) {
        return of(action, "ExecutionDiverged", facts -> facts.put("execution", execution));
    }

    /** Everything up to the permit, by people. */
    Story readyByPeople(String action, String... approvers) {
        return proposed(action)
                .approved(action, INTENT, approvers)
                .authorised(action)
                .permitted(action, "permit");
    }

    public Story of(String action, String type, UnaryOperator<JsonObject.Builder> facts) {
        return append("execution." + type, "execution_gateway", own -> facts.apply(common(action, own)));
    }

    Story append(String type, String origin, UnaryOperator<JsonObject.Builder> facts) {
        int number = chain.size();
        EventAsStored event = new EventAsStored(
                100L + number,
                new UUID(0x01980f3e7c007000L, 0x8000000000000100L + number),
                "Story",
                "story",
                number,
                "dev.syndicate.contracts." + type,
                "1",
                "{}".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-01-31T10:00:00.000001Z").plusSeconds(number),
                origin);
        byte[] body =
                RecordBody.of(event, facts.apply(JsonObject.builder()).build()).bytes();
        RecordHeader header = new RecordHeader(
                ChainFixture.LOG,
                1,
                number,
                event.occurredAt(),
                event.eventId(),
                body.length,
                RecordBody.hash(body),
                chain.isEmpty() ? ChainFixture.LOG.genesis() : chain.getLast().leaf());
        chain.add(new ChainRecord(header.bytes(), body));
        return this;
    }

    int size() {
        return chain.size();
    }

    /** From this record on to the end. */
    public byte[] bundle(int first) {
        CompactRange left = CompactRange.empty();
        chain.subList(0, first).forEach(record -> left.append(record.leaf()));
        SignedNote head = new Checkpoint(
                        ChainFixture.ORIGIN.toString(),
                        chain.size(),
                        MerkleTree.root(chain.stream().map(ChainRecord::leaf).toList()))
                .sign(ChainFixture.KEY);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BundleWriter writer = new BundleWriter(
                    out, BundleManifest.range(ChainFixture.ORIGIN, left, chain.size() - first, List.of(head)));
            for (ChainRecord record : chain.subList(first, chain.size())) {
                writer.write(record);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject.Builder common(String action, JsonObject.Builder facts) {
        return facts.put("action", action(action))
                .put("digests", JsonObject.builder().put("intentAtApproval", INTENT))
                .put("who", JsonObject.builder().put("principal", person("dana").with("accountable", person("boss"))));
    }

    private static JsonObject.Builder action(String id) {
        return JsonObject.builder().put("id", id);
    }
}
