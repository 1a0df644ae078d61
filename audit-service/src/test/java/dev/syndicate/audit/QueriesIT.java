package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every filter, alone and together; pages that stay; who approved what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesIT {

    private TestDatabase database;
    private RunningAuditService audit;
    private StoredEvents events;
    private Governed governed;
    private Governed.Act approved;
    private Governed.Act denied;

    @BeforeAll
    void start(@TempDir Path volume) {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume);
        governed =
                new Governed(database, "acme/checkout").policy(3, "{\"a\":1}").opened();
        approved = governed.proposes("npm run build")
                .approvedBy(Governed.RILEY, Governed.PAT)
                .executed();
        denied = governed.proposes("rm -rf /")
                .decided(Effect.DENY, "no-deletion", "Nothing outside the workspace is deleted.");
        governed.store();
        new Governed(database, "acme/other").opened().store();
        Governed other = new Governed(database, "acme/other").opened();
        other.proposes("ls").allowed().executed();
        other.store();
        events.awaitAllRecorded();
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @Test
    void eachFilterFindsWhatItNamesAndNothingElse() {
        String all = "session=" + governed.session();
        assertThat(find(all)).hasSize(14);
        assertThat(find("action=" + approved.id)).hasSize(10);
        assertThat(find("workspace=acme/other"))
                .allMatch(record -> text(record, "/body/workspace").equals("acme/other"));
        assertThat(find("outcome=denied-by-policy"))
                .singleElement()
                .satisfies(record -> assertThat(text(record, "/body/action/id")).isEqualTo(denied.id.toString()));
        assertThat(find("type=VoteCast")).hasSize(2);
        assertThat(find("type=dev.syndicate.contracts.approval.VoteCast")).hasSize(2);
        assertThat(find("principal=dana&type=ActionProposed")).hasSize(3);
        assertThat(find("principal=nobody")).isEmpty();
        assertThat(find("approver=riley&type=OutcomeReported")).hasSize(1);
        assertThat(find("approver=dana")).isEmpty();
        assertThat(find("reviewer=pat")).hasSize(1);
        assertThat(find("agent=claude-code&type=ActionProposed")).hasSize(3);
        assertThat(find("agent=anthropic&type=ActionProposed")).hasSize(3);
        assertThat(find("tool=shell&type=ActionProposed")).hasSize(3);
        assertThat(find("tool=Bash&type=ActionProposed")).hasSize(3);
        assertThat(find("target=npm&type=ActionProposed")).hasSize(1);
        assertThat(find("policy=" + governed.policy() + "&type=ActionEvaluated"))
                .hasSize(2);
        assertThat(find("digest=" + approved.intent() + "&type=ActionProposed")).hasSize(1);
        assertThat(find("digest=" + approved.content.digest() + "&type=ActionProposed"))
                .hasSize(1);
        assertThat(find("text=" + encoded("Nothing OUTSIDE deleted") + "&" + all))
                .isNotEmpty();
        assertThat(find("text=" + encoded("nothing outside approved"))).isEmpty();
    }

    @Test
    void everyRecordOfAnActionSaysHowItIsEnforced() {
        assertThat(find("action=" + approved.id)).isNotEmpty().allSatisfy(record -> {
            assertThat(text(record, "/body/enforcementTier")).isEqualTo("B");
            assertThat(text(record, "/body/failMode")).isEqualTo("closed");
        });
    }

    /** So whoever asks needs no other answer to check a record: the body as JSON leads to the header, the header to the leaf. */
    @Test
    void theBodyIsAnObjectWhoseCanonicalFormTheHeaderNames() throws Exception {
        for (JsonNode record : find("action=" + approved.id)) {
            assertThat(record.path("body").isObject()).isTrue();
            byte[] bytes = CanonicalJson.bytes(Json.parse(record.path("body").toString()));
            RecordHeader header = RecordHeader.parse(Base64.getDecoder().decode(text(record, "/header")));
            assertThat(RecordBody.hash(bytes)).isEqualTo(header.bodyHash());
        }
    }

    @Test
    void filtersTogetherMustAllHold() {
        assertThat(find("session=" + governed.session() + "&type=ActionProposed&tool=shell&target=rm&principal=dana"))
                .singleElement()
                .satisfies(record -> assertThat(text(record, "/body/action/id")).isEqualTo(denied.id.toString()));
        assertThat(find("session=" + governed.session() + "&workspace=acme/other"))
                .isEmpty();
    }

    @Test
    void timesOfOccurrenceAndOfRecordingAreTwoThings() {
        assertThat(find("from=2026-03-27T13:00:00Z&to=2026-03-27T15:00:00Z&type=ActionProposed"))
                .hasSize(3);
        assertThat(find("to=2026-03-27T14:00:00Z&type=ActionProposed")).isEmpty();
        assertThat(find("from=2026-03-27T15:00:00Z&type=ActionProposed")).isEmpty();
        assertThat(find("recordedTo=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(find("recordedFrom=2020-01-01T00:00:00Z&type=ActionProposed"))
                .hasSize(3);
        List<Instant> recorded = find("type=ActionProposed").stream()
                .map(record -> Instant.parse(text(record, "/recordedAt")))
                .toList();
        assertThat(find("recordedFrom=" + recorded.get(2) + "&type=ActionProposed"))
                .isNotEmpty();
        assertThat(find("recordedTo=" + recorded.getFirst() + "&type=ActionProposed"))
                .isEmpty();
    }

    @Test
    void pagesStayWhileTheChainGrowsInBothDirections() {
        JsonNode first = audit.get("/v1/records?limit=4").json();
        long size = first.get("size").asLong();
        List<Long> ascending = new ArrayList<>(sequences(first));
        for (JsonNode next = first.get("next"); !next.isNull(); ) {
            events.append(SessionClosed.class);
            JsonNode page = audit.get("/v1/records?limit=4&after=" + next.asLong() + "&before=" + size)
                    .json();
            ascending.addAll(sequences(page));
            next = page.get("next");
        }
        assertThat(ascending).hasSize((int) size).isSorted().doesNotHaveDuplicates();
        assertThat(ascending.getLast()).isEqualTo(size - 1);
        List<Long> descending = new ArrayList<>();
        long before = size;
        while (before > 0) {
            JsonNode page =
                    audit.get("/v1/records?order=desc&limit=3&before=" + before).json();
            descending.addAll(sequences(page));
            before = page.get("next").isNull() ? 0 : page.get("next").asLong();
        }
        assertThat(descending.reversed()).isEqualTo(ascending);
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        for (String query : List.of(
                "limit=0",
                "limit=501",
                "limit=many",
                "order=sideways",
                "after=x",
                "session=nonsense",
                "action=1",
                "digest=sha256:abc",
                "policy=seven",
                "text=" + encoded("!?"),
                "tool=",
                "tool=" + encoded("a\0b"),
                "tool=" + "x".repeat(1001),
                "from=yesterday",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=%2B300000-01-01T00:00:00Z",
                "recordedFrom=2026-01-02T00:00:00Z&recordedTo=2026-01-02T00:00:00Z")) {
            RunningAuditService.Answer answer = audit.get("/v1/records?" + query);
            assertThat(answer.status()).as(query + " " + answer.text()).isEqualTo(400);
            assertThat(answer.problem()).as(query).isEqualTo("invalid-request");
        }
        for (String hostile : List.of("' OR 1=1 --", "{evil}", "%_\\", "\u202e", "{\"a\":\"b\"}", "a,b\"c")) {
            assertThat(find("tool=" + encoded(hostile))).as(hostile).isEmpty();
            assertThat(find("target=" + encoded(hostile))).as(hostile).isEmpty();
            assertThat(find("workspace=" + encoded(hostile))).as(hostile).isEmpty();
        }
    }

    @Test
    void whoApprovedWhatIsOneQuery() {
        JsonNode rows = audit.get("/v1/approvals?approver=riley&from=2026-03-27T13:00:00Z&to=2026-03-27T15:00:00Z")
                .json()
                .get("approvals");
        assertThat(rows).hasSize(1);
        JsonNode row = rows.get(0);
        assertThat(text(row, "/approver/name")).isEqualTo("Riley Chen");
        assertThat(text(row, "/choice")).isEqualTo("approve");
        assertThat(text(row, "/action")).isEqualTo(approved.id.toString());
        assertThat(text(row, "/tool")).isEqualTo("shell");
        assertThat(text(row, "/targets/0")).isEqualTo("npm");
        assertThat(text(row, "/intentDigest")).isEqualTo(approved.intent().toString());
        assertThat(text(row, "/viewDigest")).startsWith("sha256:");
        assertThat(text(row, "/outcome")).isEqualTo("executed");
        assertThat(text(row, "/principal/subject")).isEqualTo("dana");
        long vote = row.at("/records/vote").asLong();
        assertThat(text(audit.get("/v1/records/" + vote).json(), "/eventType")).endsWith("VoteCast");
        assertThat(row.at("/records/end").asLong()).isGreaterThan(vote);
        assertThat(approvals("")).isEqualTo(2);
        assertThat(approvals("?order=desc&limit=1")).isEqualTo(1);
        assertThat(approvals("?choice=deny")).isZero();
        assertThat(approvals("?choice=approve&tool=shell&workspace=acme/checkout"))
                .isEqualTo(2);
        assertThat(approvals("?approver=dana")).isZero();
        assertThat(audit.get("/v1/approvals?choice=maybe").problem()).isEqualTo("invalid-request");
    }

    @Test
    void aConsistencyProofLeadsFromAnOlderHeadToANewerOne() {
        Checkpoint older = checkpoint(audit.get("/v1/checkpoint").text());
        assertThat(audit.sealed(events.append(SessionClosed.class)).status()).isEqualTo(200);
        JsonNode proof =
                audit.get("/v1/checkpoint/consistency?from=" + older.size()).json();
        Checkpoint newer = checkpoint(proof.get("newer").asText());
        assertThat(newer.size()).isGreaterThan(older.size());
        assertThat(checkpoint(proof.get("older").asText())).isEqualTo(older);
        List<Hash> path = proof.get("path")
                .valueStream()
                .map(hash -> Hash.of(Base64.getDecoder().decode(hash.asText())))
                .toList();
        assertThat(MerkleTree.provesConsistency(older.size(), newer.size(), older.root(), newer.root(), path))
                .isTrue();
        assertThat(audit.get("/v1/checkpoint/consistency?from=0").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/checkpoint/consistency?from=1&to=999999999").problem())
                .isEqualTo("not-found");
    }

    private static Checkpoint checkpoint(String text) {
        SignedNote note = SignedNote.parse(text);
        assertThat(note.isSignedBy(RunningAuditService.logKey())).isTrue();
        return Checkpoint.parse(note.text());
    }

    private int approvals(String query) {
        return audit.get("/v1/approvals" + query).json().get("approvals").size();
    }

    private List<JsonNode> find(String query) {
        RunningAuditService.Answer answer = audit.get("/v1/records?limit=500&" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("records").valueStream().toList();
    }

    private static List<Long> sequences(JsonNode page) {
        return page.get("records")
                .valueStream()
                .map(record -> record.get("sequence").asLong())
                .toList();
    }

    private static String text(JsonNode record, String pointer) {
        return record.at(pointer).asText();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
