package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.testing.catalogue.Samples;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the service does when nobody interferes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainIT {

    private RunningAuditService audit;
    private StoredEvents events;

    @BeforeAll
    void start(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume);
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @Test
    void everyCommittedEventBecomesExactlyOneRecordInAppendOrder() throws Exception {
        appendFromManyAtOnce(8, 40);
        events.awaitAllRecorded();
        assertThat(events.admin()
                        .sql("SELECT count(DISTINCT event_id) FROM audit.record")
                        .query(Long.class)
                        .single())
                .isEqualTo(events.events());
        assertThat(events.admin().sql("""
                                SELECT count(*) FROM (
                                    SELECT event_position < lag(event_position) OVER (ORDER BY sequence) AS back
                                    FROM audit.record) r
                                WHERE back
                                """).query(Long.class).single()).isZero();
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
    }

    @Test
    void aSealRequestIsAnsweredWithASignedReceipt() {
        UUID event = events.append(ExecutionIntended.class);
        RunningAuditService.Answer answer = audit.sealed(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Receipt receipt = answer.receipt();
        assertThat(receipt.isSignedBy(
                        TestServices.shared().keys().signingKey("receipt").verificationKey()))
                .isTrue();
        assertThat(receipt.event().value()).isEqualTo(event);
        assertThat(receipt.isValidAt(receipt.issuedAt())).isTrue();
        JsonNode record = audit.get("/v1/records/" + receipt.sequence()).json();
        assertThat(record.get("leaf").asText()).isEqualTo(receipt.leaf().toString());
        assertThat(record.get("eventId").asText()).isEqualTo(event.toString());
        assertThat(record.at("/body/event/digest").asText())
                .isEqualTo(receipt.eventDigest().toString());
        assertThat(audit.sealed(event).receipt().sequence()).isEqualTo(receipt.sequence());
    }

    @Test
    void onlyTheGatewayMaySeal() {
        UUID event = events.append(ExecutionIntended.class);
        String approval = TestServices.shared().bearer("approval-service", "audit-service");
        assertThat(audit.seal(event, approval).problem()).isEqualTo("command-not-allowed");
        assertThat(audit.seal(event, RunningAuditService.ada()).status()).isEqualTo(403);
    }

    @Test
    void anUnknownEventIsNotSealed() {
        RunningAuditService.Answer answer = audit.seal(UUID.randomUUID());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("seal-unavailable");
    }

    @Test
    void anEventThatCannotBeMappedGetsAGenericRecord() throws SQLException {
        UUID id;
        try (Connection connection = events.gateway()) {
            id = events.append(
                    connection,
                    UUID.randomUUID().toString(),
                    0,
                    "dev.syndicate.contracts.execution.NeverHeardOf",
                    "this is not JSON");
            connection.commit();
        }
        assertThat(audit.sealed(id).status()).isEqualTo(200);
    }

    @Test
    void recordsCarryOnWhatTheirActionStated() throws SQLException {
        ActionProposed proposed = Samples.complete(ActionProposed.class);
        UUID refusal;
        try (Connection connection = events.gateway()) {
            String stream = UUID.randomUUID().toString();
            events.append(connection, stream, 0, ActionProposed.class);
            refusal = events.append(
                    connection,
                    stream,
                    1,
                    ExecutionRefused.class.getName(),
                    StoredEvents.json(Samples.complete(ExecutionRefused.class))
                            .replaceAll("\"action\":\"[^\"]+\"", "\"action\":\"" + proposed.action() + "\""));
            connection.commit();
        }
        Receipt receipt = audit.sealed(refusal).receipt();
        JsonNode body = audit.get("/v1/records/" + receipt.sequence()).json().get("body");
        assertThat(body.get("session").asText()).isEqualTo(proposed.session().toString());
        assertThat(body.at("/who/principal/subject").asText())
                .isEqualTo(proposed.principal().subject());
        assertThat(body.at("/action/tool").asText())
                .isEqualTo(proposed.summary().tool());
        assertThat(body.at("/outcome/result").asText()).isEqualTo("refused");
        assertThat(body.at("/outcome/reason").asText()).isEqualTo("digest-mismatch");
        assertThat(body.at("/digests/intentAtApproval").asText()).startsWith("sha256:");
        assertThat(body.at("/digests/intentAtExecution").asText()).startsWith("sha256:");
        assertThat(body.get("correlation").asText()).isEqualTo("c-1");
        JsonNode found = audit.get("/v1/records?session=" + proposed.session()
                        + "&type=ExecutionRefused&outcome=refused&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z")
                .json();
        assertThat(found.at("/records/0/sequence").asLong()).isEqualTo(receipt.sequence());
        evidenceIsProvedOffline(proposed.action().toString());
    }

    private void evidenceIsProvedOffline(String action) {
        RunningAuditService.Answer answer = audit.get("/v1/actions/" + action + "/evidence?format=jsonl");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(verify(answer.bytes())).isInstanceOf(ChainVerdict.Intact.class);
    }

    @Test
    void pagesAreKeysetsAndStopAtTheEnd() {
        for (int i = 0; i < 5; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
        List<Long> seen = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page = audit.get("/v1/records?limit=2&after=" + (next == null ? -1 : next.asLong()))
                    .json();
            page.get("records")
                    .forEach(record -> seen.add(record.get("sequence").asLong()));
            next = page.get("next");
        } while (next != null && !next.isNull() && seen.size() < 1000);
        assertThat(seen).isSorted().doesNotHaveDuplicates().startsWith(0L, 1L, 2L);
        assertThat(audit.get("/v1/records?limit=100000").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/records/999999999").problem()).isEqualTo("not-found");
    }

    @Test
    void aProofLeadsToTheSignedCheckpoint() {
        Receipt receipt = audit.sealed(events.append(ActionProposed.class)).receipt();
        JsonNode proof =
                audit.get("/v1/records/" + receipt.sequence() + "/proof").json();
        SignedNote note = SignedNote.parse(proof.get("checkpoint").asText());
        assertThat(note.isSignedBy(RunningAuditService.logKey())).isTrue();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        List<Hash> path = new ArrayList<>();
        proof.get("path").forEach(hash -> path.add(Hash.of(Base64.getDecoder().decode(hash.asText()))));
        assertThat(MerkleTree.provesInclusion(
                        receipt.sequence(), checkpoint.size(), receipt.leaf(), path, checkpoint.root()))
                .isTrue();
        SignedNote served = SignedNote.parse(audit.get("/v1/checkpoint").text());
        assertThat(served.isSignedBy(RunningAuditService.logKey())).isTrue();
    }

    @Test
    void anExportIsVerifiedOfflineAndAFlippedByteIsNamed() {
        for (int i = 0; i < 6; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
        byte[] bundle = audit.get("/v1/export").bytes();
        assertThat(verify(bundle)).isInstanceOf(ChainVerdict.Intact.class);
        assertThat(verify(audit.get("/v1/export?first=3").bytes()))
                .isInstanceOfSatisfying(
                        ChainVerdict.Intact.class,
                        intact -> assertThat(intact.first()).isEqualTo(3));
        assertThat(verify(changed(bundle, 4))).isInstanceOfSatisfying(ChainVerdict.Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(ChainFault.BODY_HASH);
            assertThat(broken.sequence()).isEqualTo(3);
        });
        events.awaitAllRecorded();
        assertThat(audit.get("/v1/records?type=RecordsExported").json().get("records"))
                .isNotEmpty();
    }

    @Test
    void integrityIsClearForServicesAndAuditorsAndNobodyElse() {
        Supplier<String> approval = () -> TestServices.shared().bearer("approval-service", "audit-service");
        assertThat(audit.get("/v1/integrity", approval.get())
                        .json()
                        .get("clear")
                        .asBoolean())
                .isTrue();
        assertThat(audit.get("/v1/integrity").json().get("clear").asBoolean()).isTrue();
        String dana = TestIssuer.shared().dana().bearer();
        for (String path : List.of("/v1/integrity", "/v1/records", "/v1/export", "/v1/verifications")) {
            assertThat(audit.get(path, dana).status()).as(path).isEqualTo(403);
        }
        assertThat(audit.get("/v1/records", approval.get()).status()).isEqualTo(403);
        assertThat(audit.get("/v1/records", "Bearer nonsense").status()).isEqualTo(401);
    }

    @Test
    void aRetriedVerificationIsTheSameOne() {
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        String key = UUID.randomUUID().toString();
        JsonNode first = audit.post("/v1/verifications", "Idempotency-Key", key).json();
        JsonNode second =
                audit.post("/v1/verifications", "Idempotency-Key", key).json();
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        StoredEvents.await(
                () -> audit.get("/v1/verifications/" + first.get("id").asText())
                        .json()
                        .path("intact")
                        .asBoolean());
        assertThat(audit.get("/v1/verifications").json().get("verifications")).isNotEmpty();
    }

    @Test
    void isReadyAndReportsMetrics() {
        assertThat(audit.get("/actuator/health/readiness").json().get("status").asText())
                .isEqualTo("UP");
        assertThat(audit.get("/actuator/prometheus").text())
                .contains("syndicate_audit_records_appended_total")
                .contains("syndicate_audit_checkpoint_age_seconds")
                .contains("syndicate_audit_lag");
    }

    /** After a change of the API: {@code ./mvnw -pl audit-service verify -Dit.test=ChainIT -Dopenapi.write=true}. */
    @Test
    void servesTheOpenApiDocumentThatIsCheckedIn() throws IOException {
        Path document = Path.of("..", "docs", "reference", "openapi", "audit-service.json");
        JsonMapper json = JsonMapper.builder().build();
        String served = json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                                json.readTree(audit.get("/v3/api-docs").bytes()))
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(document.getParent());
            Files.writeString(document, served);
        }
        assertThat(served).isEqualTo(Files.readString(document));
    }

    @Test
    void theDatabaseRefusesToChangeARecord() {
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        for (String sql : List.of(
                "UPDATE audit.record SET outcome = 'x'",
                "DELETE FROM audit.record",
                "TRUNCATE audit.record",
                "TRUNCATE audit.record_000000000000",
                "DELETE FROM audit.record_000000000000",
                "TRUNCATE audit.leaf",
                "DELETE FROM audit.leaf",
                "TRUNCATE audit.checkpoint",
                "TRUNCATE audit.subtree",
                "TRUNCATE audit.finding")) {
            assertThatThrownBy(() -> events.admin().sql(sql).update())
                    .as(sql)
                    .hasStackTraceContaining("is refused: rows are only ever inserted");
        }
    }

    private void appendFromManyAtOnce(int writers, int each) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                Callable<Void> writer = () -> appendInTransactions(each);
                done.add(pool.submit(writer));
            }
            for (Future<Void> writer : done) {
                writer.get();
            }
        }
    }

    /** Every fifth transaction is rolled back, every seventh is held open for a moment after its appends. */
    private Void appendInTransactions(int count) throws SQLException, InterruptedException {
        try (Connection connection = events.gateway()) {
            for (int i = 0; i < count; i++) {
                String stream = UUID.randomUUID().toString();
                events.append(connection, stream, 0, ActionProposed.class);
                events.append(connection, stream, 1, ExecutionIntended.class);
                if (i % 7 == 0) {
                    Thread.sleep(30);
                }
                if (i % 5 == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
        return null;
    }

    /** The body on this line with one character changed. */
    private static byte[] changed(byte[] bundle, int line) {
        String[] lines = new String(bundle, StandardCharsets.UTF_8).split("\n");
        int body = lines[line].indexOf("\"body\":\"") + 40;
        char other = lines[line].charAt(body) == 'A' ? 'B' : 'A';
        lines[line] = lines[line].substring(0, body) + other + lines[line].substring(body + 1);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ChainVerdict verify(byte[] bundle) {
        try {
            return BundleVerifier.verify(new ByteArrayInputStream(bundle), RunningAuditService.logKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
