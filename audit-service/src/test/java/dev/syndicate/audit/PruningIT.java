package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.audit.RunningAuditService.Answer;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.KeyRotation;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.migrator.MigrationFailedException;
import dev.syndicate.migrator.Pruner;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people let go of old records, the migrator removes them, and everything else still verifies. */
class PruningIT {

    private static final int SIZE = 32;
    private static final Map<String, Object> SHORT =
            Map.of("syndicate.audit.retention.period", "1s", "syndicate.audit.batch-size", "20");
    private static final TestToken OLIVE = TestIssuer.shared().olive();
    private static final TestToken OTTO = TestIssuer.shared().otto();

    @TempDir
    private Path directory;

    private final TestDatabase database = PostgresForTests.freshDatabase();
    private final StoredEvents events = new StoredEvents(database);
    private RunningAuditService audit;

    @BeforeEach
    void start() throws SQLException {
        events.partitionsOf(SIZE);
        audit = RunningAuditService.on(database, directory.resolve("volume"), SHORT);
        append(2 * SIZE + 10);
        events.awaitAllRecorded();
        StoredEvents.await(() -> count("SELECT coalesce(max(size), 0) FROM audit.checkpoint") >= 2 * SIZE);
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void approvedPartitionsLeaveAnArchiveAndTheRestGoesOn() throws IOException, SQLException {
        approve(2 * SIZE - 1);

        assertThat(prune()).contains("pruned 1 ranges");

        assertThat(count("SELECT min(sequence) FROM audit.record")).isEqualTo(2 * SIZE);
        assertThat(count("SELECT min(sequence) FROM audit.leaf")).isZero();
        byte[] archive = Files.readAllBytes(archives().resolve("records-000000000000-000000000063.jsonl"));
        assertThat(ChainIT.verify(archive)).isInstanceOfSatisfying(ChainVerdict.Intact.class, intact -> {
            assertThat(intact.first()).isZero();
            assertThat(intact.last()).isGreaterThanOrEqualTo(2 * SIZE - 1);
        });
        assertThat(audit.get("/v1/records/" + 2 * SIZE + "/proof").status()).isEqualTo(200);
        assertThat(audit.get("/v1/export?first=63").problem()).isEqualTo("not-found");
        assertThat(ChainIT.verify(audit.get("/v1/export?first=64").bytes())).isInstanceOf(ChainVerdict.Intact.class);
        append(10);
        StoredEvents.await(() -> count("SELECT count(*) FROM audit.leaf") == events.events());
        assertThat(prune()).isEqualTo("nothing to prune");
        assertThat(audit.get("/v1/prunings").json().at("/prunings/0/prunedAt").isTextual())
                .isTrue();
    }

    @Test
    void theServiceStartsAgainAndVerifiesWithoutThem() throws SQLException {
        approve(SIZE - 1);
        prune();
        audit.close();

        audit = RunningAuditService.on(database, directory.resolve("volume"), SHORT);
        append(10);
        StoredEvents.await(() -> count("SELECT count(*) FROM audit.leaf") == events.events());

        JsonNode verified = audit.verified();
        assertThat(verified.get("intact").asBoolean()).as(verified.toString()).isTrue();
        assertThat(verified.get("pruned").asLong()).isEqualTo(SIZE);
        assertThat(audit.isClear()).isTrue();
    }

    @Test
    void aRangeThatNobodyApprovedIsMissingWhateverTheTablesSay() {
        UUID other = events.admin()
                .sql("SELECT event_id FROM audit.leaf WHERE sequence = 40")
                .query(UUID.class)
                .single();
        events.admin()
                .sql(
                        "INSERT INTO audit.pruning SELECT :event, 0, 31, 1, max(size), sha256(''), now() FROM audit.checkpoint")
                .param("event", other)
                .update();
        events.admin()
                .sql(
                        "INSERT INTO audit.pruned (first, last, archive_digest, event_id) VALUES (0, 31, sha256(''), :event)")
                .param("event", other)
                .update();
        events.admin().sql("DROP TABLE audit.record_000000000000").update();

        assertThat(audit.verified().toString()).contains("\"intact\":false", "\"brokenSequence\":0");
    }

    @Test
    void thePartitionWithAnApprovalStaysAndWhatLiesBehindItGoes() throws SQLException {
        approve(2 * SIZE - 1);
        append(2 * SIZE);
        StoredEvents.await(() -> count("SELECT max(size) FROM audit.checkpoint") >= 4 * SIZE);

        Answer refused = ask(3 * SIZE - 1, OLIVE);
        assertThat(refused.problem()).isEqualTo("not-prunable");
        assertThat(refused.text()).contains("RecordsPruned", "for good");
        approve(4 * SIZE - 1);

        assertThat(prune()).contains("pruned 2 ranges");
        assertThat(count("SELECT min(sequence) FROM audit.record")).isEqualTo(2 * SIZE);
        assertThat(count("SELECT count(*) FROM audit.record WHERE sequence < 128"))
                .isEqualTo(SIZE);
        assertThat(audit.verified().toString()).contains("\"intact\":true", "\"pruned\":%d".formatted(3 * SIZE));
        assertThat(audit.isClear()).isTrue();
        Answer bundle = audit.get("/v1/export?first=" + 2 * SIZE);
        assertThat(bundle.problem()).isEqualTo("not-found");
        assertThat(bundle.text()).contains("from 128 on");
    }

    @Test
    void theMigratorLeavesARecordThatTheLogNeeds() {
        approve(SIZE - 1);
        events.tamper(
                "audit.record",
                "UPDATE audit.record SET event_type = '%s' WHERE sequence = 7".formatted(KeyRotation.EVENT_TYPE));

        assertThatThrownBy(this::prune)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("record 7")
                .hasMessageContaining("for good");
        assertThat(count("SELECT min(sequence) FROM audit.record")).isZero();
    }

    @Test
    void onlyWholePartitionsFromTheOldestOn() {
        assertThat(ask(SIZE, OLIVE).problem()).isEqualTo("not-prunable");
        assertThat(ask(100 * SIZE - 1, OLIVE).problem()).isEqualTo("not-prunable");
        assertThat(ask(-1, OLIVE).problem()).isEqualTo("not-prunable");
        assertThat(ask(SIZE - 1, TestIssuer.shared().ada()).status()).isEqualTo(403);
        approve(SIZE - 1);
        assertThat(ask(SIZE - 1, OLIVE).problem()).isEqualTo("not-prunable");
        approve(2 * SIZE - 1);
        assertThat(prune()).contains("pruned 2 ranges");
    }

    @Test
    void nothingWithinTheRetention() {
        audit.close();
        audit = RunningAuditService.on(
                database, directory.resolve("volume"), Map.of("syndicate.audit.batch-size", "20"));

        Answer young = ask(SIZE - 1, OLIVE);

        assertThat(young.problem()).isEqualTo("not-prunable");
        assertThat(young.text()).contains("retention");
    }

    @Test
    void aHoldKeepsWhatItCoversAlsoAfterTheApproval() {
        approve(SIZE - 1);
        String hold = "{\"scope\":{\"workspace\":\"acme/checkout\"},\"reason\":\"a dispute\"}";
        audit.postJson("/v1/holds", hold, OLIVE.bearer());
        assertThat(audit.postJson("/v1/holds", hold, OTTO.bearer()).status()).isEqualTo(200);

        assertThatThrownBy(this::prune)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("legal hold");
        assertThat(ask(2 * SIZE - 1, OLIVE).problem()).isEqualTo("under-legal-hold");
        assertThat(count("SELECT min(sequence) FROM audit.record")).isZero();
    }

    @Test
    void recordsThatAreNotTheApprovedOnesStay() {
        approve(SIZE - 1);
        events.admin()
                .sql("ALTER TABLE audit.record DISABLE TRIGGER refuse_change")
                .update();
        events.admin()
                .sql(
                        "UPDATE audit.record SET body = convert_to(replace(convert_from(body, 'UTF8'), 'acme', 'evil'), 'UTF8')"
                                + " WHERE sequence = 7")
                .update();

        assertThatThrownBy(this::prune)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("not the ones that two people let go");
        assertThat(count("SELECT min(sequence) FROM audit.record")).isZero();
    }

    @Test
    void aRowThatSomebodyWroteIsNoApproval() {
        UUID other = events.admin()
                .sql("SELECT event_id FROM audit.leaf WHERE sequence = 3")
                .query(UUID.class)
                .single();
        events.admin()
                .sql(
                        "INSERT INTO audit.pruning SELECT :event, 0, 31, 1, max(size), sha256(''), now() FROM audit.checkpoint")
                .param("event", other)
                .update();

        assertThatThrownBy(this::prune)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("no approval");
    }

    private void approve(long last) {
        StoredEvents.await(() -> ask(last, OLIVE).status() == 202);
        Answer confirmed = ask(last, OTTO);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        StoredEvents.await(() -> count("SELECT count(*) FROM audit.leaf") == events.events());
    }

    private Answer ask(long last, TestToken operator) {
        return audit.postJson(
                "/v1/prunings",
                "{\"last\":%d,\"reason\":\"older than seven years\"}".formatted(last),
                operator.bearer());
    }

    private String prune() {
        return Pruner.prune(
                database.administrators(), TestServices.shared().keys().trust(), archives());
    }

    private Path archives() {
        return directory.resolve("archives");
    }

    private long count(String sql) {
        return events.admin().sql(sql).query(Long.class).single();
    }

    private void append(int count) throws SQLException {
        try (Connection connection = events.gateway()) {
            for (int i = 0; i < count; i++) {
                events.append(connection, UUID.randomUUID().toString(), 0, ActionProposed.class);
                if (i % 10 == 9) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }
}
