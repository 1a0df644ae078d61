package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a loss nothing is appended silently: two operators adopt what is left, on the record. */
class AdoptionIT {

    private static final TestToken OLIVE = TestIssuer.shared().olive();
    private static final TestToken OTTO = TestIssuer.shared().otto();

    @TempDir
    private Path volume;

    private TestDatabase database;
    private StoredEvents events;

    @BeforeEach
    void prepare() {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
    }

    @Test
    void anOldCopyOfTheDatabaseGoesOnInANewEpochAfterTwoOperatorsAdoptedIt() {
        recordAndSign(5);
        TestDatabase old = PostgresForTests.copyOf(database);
        recordAndSign(4);
        events = new StoredEvents(old);
        long left = events.records();
        try (RunningAuditService restored = RunningAuditService.on(old, volume)) {
            assertNothingIsAppended(restored, left);
            assertThat(adopt(restored, TestIssuer.shared().ada()).status()).isEqualTo(403);
            assertThat(adopt(restored, OLIVE).status()).isEqualTo(202);
            assertThat(adopt(restored, OLIVE).problem()).isEqualTo("second-person-required");
            assertThat(events.records()).isEqualTo(left);
            assertThat(adopt(restored, OTTO).status()).isEqualTo(200);
            events.awaitAllRecorded();
            assertBeginsEpoch(restored, left);
            assertThat(restored.sealed(events.append(ActionProposed.class)).problem())
                    .isEqualTo("integrity-not-clear");
            goesOnOnceReleased(restored);
            assertThat(adopt(restored, OLIVE).problem()).isEqualTo("nothing-to-adopt");
        }
        try (RunningAuditService again = RunningAuditService.on(old, volume)) {
            assertThat(again.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            assertIntact(again);
            assertProvedOffline(again);
        }
    }

    @Test
    void theAdoptionOutlivesACrashBeforeTheFirstRecordOfTheNewEpoch() {
        recordAndSign(5);
        TestDatabase old = PostgresForTests.copyOf(database);
        recordAndSign(4);
        events = new StoredEvents(old);
        long left = events.records();
        try (RunningAuditService restored = RunningAuditService.on(old, volume)) {
            // Nothing can be appended, so the adoption is confirmed but its first record is not made.
            events.admin().sql("REVOKE INSERT ON audit.leaf FROM audit_service").update();
            assertThat(adopt(restored, OLIVE).status()).isEqualTo(202);
            assertThat(adopt(restored, OTTO).status()).isEqualTo(200);
            StoredEvents.await(() -> events.admin()
                            .sql("SELECT epoch FROM audit.head")
                            .query(Long.class)
                            .single()
                    == 2);
            assertThat(events.records()).isEqualTo(left);
        }
        events.admin().sql("GRANT INSERT ON audit.leaf TO audit_service").update();
        try (RunningAuditService again = RunningAuditService.on(old, volume)) {
            events.awaitAllRecorded();
            assertBeginsEpoch(again, left);
            goesOnOnceReleased(again);
        }
    }

    @Test
    void aLostVolumeIsReplacedOnlyByTwoOperators(@TempDir Path otherVolume) {
        recordAndSign(5);
        long left = events.records();
        try (RunningAuditService elsewhere = RunningAuditService.on(database, otherVolume)) {
            assertNothingIsAppended(elsewhere, left);
            assertThat(adopt(elsewhere, OLIVE).status()).isEqualTo(202);
            assertThat(adopt(elsewhere, OTTO).status()).isEqualTo(200);
            events.awaitAllRecorded();
            assertThat(elsewhere
                            .get("/v1/checkpoint")
                            .text()
                            .lines()
                            .findFirst()
                            .orElseThrow())
                    .endsWith("/1");
            assertThat(elsewhere.get("/v1/records?type=LogAdopted").json().get("records"))
                    .hasSize(1);
            goesOnOnceReleased(elsewhere);
        }
    }

    @Test
    void aCheckpointThatSomebodyKeptShowsALossThatTheVolumeForgot(@TempDir Path otherVolume) {
        recordAndSign(5);
        TestDatabase old = PostgresForTests.copyOf(database);
        String kept = recordAndSign(4);
        events = new StoredEvents(old);
        long left = events.records();
        try (RunningAuditService elsewhere = RunningAuditService.on(old, otherVolume)) {
            assertNothingIsAppended(elsewhere, left);
            assertThat(adopt(elsewhere, OLIVE, kept.replace("\n", "\\n")).status())
                    .isEqualTo(202);
            assertThat(adopt(elsewhere, OTTO, "not a checkpoint").problem()).isEqualTo("invalid-request");
            assertThat(adopt(elsewhere, OTTO, kept.replace("\n", "\\n")).status())
                    .isEqualTo(200);
            events.awaitAllRecorded();
            assertBeginsEpoch(elsewhere, left);
        }
    }

    @Test
    void whatDoesNotAgreeWithItsOwnCheckpointIsNotAdopted() {
        recordAndSign(5);
        TestDatabase old = PostgresForTests.copyOf(database);
        recordAndSign(4);
        events = new StoredEvents(old);
        events.tamper(
                "audit.record",
                "UPDATE audit.record SET header = set_byte(header, 60, get_byte(header, 60) # 1) WHERE sequence = 1");
        events.tamper(
                "audit.leaf",
                "UPDATE audit.leaf l SET hash = sha256('\\x00'::bytea || r.header) FROM audit.record r"
                        + " WHERE l.sequence = 1 AND r.sequence = 1");
        try (RunningAuditService restored = RunningAuditService.on(old, volume)) {
            StoredEvents.await(() -> state(restored).equals("awaiting-adoption"));
            assertThat(adopt(restored, OLIVE).problem()).isEqualTo("nothing-to-adopt");
        }
    }

    @Test
    void aSignersHeadThatCannotBeReadIsNeverTakenForAFirstStart() throws IOException {
        recordAndSign(2);
        Files.writeString(volume.resolve("head.json"), "{");
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertNothingIsAppended(audit, events.records());
        }
    }

    @Test
    void whatTwoPeopleReleasedLatchesNothingInTheNewEpochAndWhatIsNewDoes() {
        recordAndSign(5);
        releasedDamage(1);
        TestDatabase old = PostgresForTests.copyOf(database);
        recordAndSign(4);
        events = new StoredEvents(old);
        long left = events.records();
        try (RunningAuditService restored = RunningAuditService.on(old, volume)) {
            assertNothingIsAppended(restored, left);
            assertThat(adopt(restored, OLIVE).status()).isEqualTo(202);
            assertThat(adopt(restored, OTTO).status()).isEqualTo(200);
            events.awaitAllRecorded();
            assertBeginsEpoch(restored, left);
            restored.releaseAll();
            StoredEvents.await(
                    () -> restored.seal(events.append(ActionProposed.class)).status() == 200);
            events.awaitAllRecorded();
            List<String> known = digests(restored);

            assertThat(restored.verified().get("code").asText()).isEqualTo("body-hash");
            assertThat(digests(restored)).isEqualTo(known);
            assertThat(restored.isClear()).isTrue();
            assertThat(restored.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);

            // The same kind of damage, at a record that took the place of a lost one.
            assertThat(restored.get("/v1/checkpoint").status()).isEqualTo(200);
            flipBody(left);
            StoredEvents.await(() -> restored.verified().get("intact").isBoolean()
                    && digests(restored).size() > known.size());
            assertThat(restored.isClear()).isFalse();
            assertThat(restored.get("/v1/integrity")
                            .json()
                            .at("/findings/0/epoch")
                            .asLong())
                    .isEqualTo(2);
            assertThat(restored.get("/v1/integrity")
                            .json()
                            .at("/findings/0/sequence")
                            .asLong())
                    .isEqualTo(left);
        }
    }

    private void releasedDamage(long sequence) {
        flipBody(sequence);
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            StoredEvents.await(() -> audit.verified().get("code").asText().equals("body-hash") && !audit.isClear());
            audit.releaseAll();
            assertThat(audit.isClear()).isTrue();
            events.awaitAllRecorded();
        }
    }

    private void flipBody(long sequence) {
        events.tamper(
                "audit.record",
                "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE sequence = " + sequence);
    }

    private static List<String> digests(RunningAuditService audit) {
        return audit.get("/v1/integrity").json().get("findings").findValuesAsText("digest").stream()
                .sorted()
                .toList();
    }

    private String recordAndSign(int count) {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            for (int i = 0; i < count; i++) {
                events.append(ActionProposed.class);
            }
            events.awaitAllRecorded();
            return audit.get("/v1/checkpoint").text();
        }
    }

    private void assertNothingIsAppended(RunningAuditService audit, long left) {
        StoredEvents.await(() -> state(audit).equals("awaiting-adoption"));
        UUID event = events.append(ActionProposed.class);
        StoredEvents.await(() -> audit.codes().contains("signer-state"));
        assertThat(audit.sealed(event).problem()).isEqualTo("integrity-not-clear");
        assertThat(events.records()).isEqualTo(left);
    }

    private void assertBeginsEpoch(RunningAuditService audit, long first) {
        JsonNode adoption = audit.get("/v1/records/" + first).json().at("/body/adoption");
        assertThat(adoption.get("by").findValuesAsText("subject")).containsExactly("olive", "otto");
        assertThat(adoption.at("/lost/first").asLong()).isEqualTo(first);
        assertThat(audit.get("/v1/checkpoint").text().lines().findFirst().orElseThrow())
                .endsWith("/2");
        assertThat(audit.get("/v1/integrity/adoptions").json().get("adoptions")).hasSize(1);
    }

    private void goesOnOnceReleased(RunningAuditService audit) {
        audit.releaseAll();
        StoredEvents.await(() -> audit.seal(events.append(ActionProposed.class)).status() == 200);
        events.awaitAllRecorded();
        assertIntact(audit);
        assertProvedOffline(audit);
    }

    private static void assertIntact(RunningAuditService audit) {
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
    }

    private static void assertProvedOffline(RunningAuditService audit) {
        assertThat(ChainIT.verify(audit.get("/v1/export").bytes())).isInstanceOf(ChainVerdict.Intact.class);
    }

    private static String state(RunningAuditService audit) {
        return audit.get("/v1/integrity/adoptions").json().get("state").asText();
    }

    private static RunningAuditService.Answer adopt(RunningAuditService audit, TestToken person) {
        return audit.postJson("/v1/integrity/adoptions", "{\"reason\":\"restored a backup\"}", person.bearer());
    }

    private static RunningAuditService.Answer adopt(RunningAuditService audit, TestToken person, String checkpoint) {
        return audit.postJson(
                "/v1/integrity/adoptions",
                "{\"reason\":\"restored a backup\",\"checkpoint\":\"" + checkpoint + "\"}",
                person.bearer());
    }
}
