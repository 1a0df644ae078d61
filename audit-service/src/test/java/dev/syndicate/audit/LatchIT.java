package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.audit.integrity.Finding;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clearance is positive: a finding takes it away for good, and so does state that is missing or set back. */
class LatchIT {

    private static final String FLIP_THE_FIRST =
            "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE sequence = 0";

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
    void aFindingStopsReceiptsAlsoAfterItsRowIsDeletedAndARestart() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
            events.tamper(
                    "audit.record",
                    "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE sequence = 0");
            // The signer has gone past the record already; only a verification reads it again.
            StoredEvents.await(() -> audit.verified().get("code").asText().equals("body-hash"));
            assertRefused(audit);
            events.admin()
                    .sql("UPDATE audit.latch SET clear = true, finding = NULL, clear_since = now()")
                    .update();
            assertRefused(audit);
            events.awaitAllRecorded();
            assertThat(audit.get("/v1/records?type=IntegrityViolationFound")
                            .json()
                            .at("/records/0/body/integrity/code")
                            .asText())
                    .isEqualTo("body-hash");
        }
        events.admin().sql("DELETE FROM audit.latch").update();
        try (RunningAuditService again = RunningAuditService.on(database, volume)) {
            assertRefused(again);
            assertThat(again.get("/v1/integrity").json().get("clear").asBoolean())
                    .isFalse();
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(again.get("/v1/checkpoint").status()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatWasSetBackIsNotSigned() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            for (int i = 0; i < 5; i++) {
                events.append(ActionProposed.class);
            }
            events.awaitAllRecorded();
            assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        }
        events.tamper("audit.record", "DELETE FROM audit.record WHERE sequence >= 2");
        events.tamper("audit.leaf", "DELETE FROM audit.leaf WHERE sequence >= 2");
        events.tamper("audit.checkpoint", "DELETE FROM audit.checkpoint");
        events.admin().sql("""
                        UPDATE audit.head h
                        SET size = 2, position = r.event_position, leaf = sha256('\\x00'::bytea || r.header),
                            frontier = sha256('\\x01'::bytea || sha256('\\x00'::bytea || f.header)
                                || sha256('\\x00'::bytea || r.header))
                        FROM audit.record r, audit.record f
                        WHERE r.sequence = 1 AND f.sequence = 0
                        """).update();
        try (RunningAuditService restored = RunningAuditService.on(database, volume)) {
            StoredEvents.await(() -> restored.codes().contains("signer-state"));
            assertThat(restored.isClear()).isFalse();
            assertRefused(restored);
            assertThat(events.records()).isEqualTo(2);
        }
    }

    @Test
    void aMissingVolumeIsNeverTakenForAFirstStart(@TempDir Path otherVolume) throws IOException {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        }
        try (RunningAuditService elsewhere = RunningAuditService.on(database, otherVolume)) {
            StoredEvents.await(
                    () -> elsewhere.seal(events.append(ActionProposed.class)).status() == 409);
            assertRefused(elsewhere);
        }
        assertThat(Files.exists(otherVolume.resolve("head.json"))).isFalse();
    }

    @Test
    void twoOperatorsReleaseAFindingAndWorkGoesOnWhileTheChainStaysBroken() {
        String finding;
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            events.tamper("audit.record", FLIP_THE_FIRST);
            finding = found(audit, "body-hash");
            assertRefused(audit);
        }
        events.admin().sql("DELETE FROM audit.latch").update();
        try (RunningAuditService again = RunningAuditService.on(database, volume)) {
            assertRefused(again);
            assertThat(again.release(finding, TestIssuer.shared().ada()).status())
                    .as("an auditor releases nothing")
                    .isEqualTo(403);
            assertThat(again.release(finding, TestIssuer.shared().olive()).status())
                    .isEqualTo(202);
            assertThat(again.release(finding, TestIssuer.shared().olive()).problem())
                    .isEqualTo("second-person-required");
            assertRefused(again);
            assertThat(again.release(finding, TestIssuer.shared().otto()).status())
                    .isEqualTo(200);
            assertThat(again.release(finding, TestIssuer.shared().otto()).problem())
                    .isEqualTo("finding-released");
            assertThat(again.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            assertThat(again.verified().get("code").asText()).isEqualTo("body-hash");
            assertThat(again.isClear()).as("found again, it latches nothing").isTrue();
            assertOnRecord(again, finding);
        }
        try (RunningAuditService restarted = RunningAuditService.on(database, volume)) {
            assertThat(restarted.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aHeaderThatStaysEditedNeverStopsTheSignerForGood() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            for (int i = 0; i < 5; i++) {
                events.append(ActionProposed.class);
            }
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            events.tamper(
                    "audit.record",
                    "UPDATE audit.record SET header = set_byte(header, 120, get_byte(header, 120) # 1) WHERE sequence = 2");
            events.tamper(
                    "audit.leaf",
                    "UPDATE audit.leaf SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE sequence = 2");
            assertThat(found(audit, "link")).isNotEmpty();
        }
        try (RunningAuditService again = RunningAuditService.on(database, volume)) {
            assertRefused(again);
            StoredEvents.await(() -> {
                again.verified();
                again.releaseAll();
                return again.isClear();
            });
            assertThat(again.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            events.awaitAllRecorded();
            assertThat(again.get("/v1/checkpoint").text().lines().skip(1).findFirst())
                    .as("signing goes on")
                    .contains(String.valueOf(events.records()));
            assertThat(again.verified().get("code").asText()).isEqualTo("link");
        }
    }

    @Test
    void aLostVolumeIsTakenUpAgainByTwoAndNeverByNobody(@TempDir Path fresh) {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        }
        try (RunningAuditService elsewhere = RunningAuditService.on(database, fresh)) {
            assertRefused(elsewhere);
            elsewhere.adopt();
            StoredEvents.await(() -> {
                elsewhere.releaseAll();
                return elsewhere.seal(events.append(ActionProposed.class)).status() == 200;
            });
            assertThat(elsewhere.verified().get("intact").asBoolean()).isTrue();
        }
    }

    @Test
    void onlyTheLastReleaseClears() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            Findings findings = audit.bean(Findings.class);
            StoredEvents.await(audit::isClear);
            LogOrigin origin = new LogOrigin(RunningAuditService.logKey().log(), 1);
            Finding one = new Finding(origin, ChainFault.LINK, 7, "one");
            Finding two = new Finding(origin, ChainFault.LINK, 8, "two");
            findings.report(one);
            findings.report(two);
            releasedByBoth(audit, one);
            assertThat(audit.isClear()).isFalse();
            releasedByBoth(audit, two);
            assertThat(audit.isClear()).isTrue();
            findings.report(one);
            assertThat(audit.isClear()).as("released before").isTrue();
            findings.report(new Finding(origin, ChainFault.LINK, 9, "three"));
            assertThat(audit.isClear()).as("a new one").isFalse();
        }
    }

    @Test
    void whatAReaderFindsClosesTheWritersVolumeToo(@TempDir Path readersVolume) throws IOException {
        try (RunningAuditService writer = RunningAuditService.on(database, volume);
                RunningAuditService reader =
                        RunningAuditService.on(database, readersVolume, Map.of("syndicate.audit.writer", "false"))) {
            StoredEvents.await(writer::isClear);
            LogOrigin origin = new LogOrigin(RunningAuditService.logKey().log(), 1);
            reader.bean(Findings.class).report(new Finding(origin, ChainFault.LINK, 7, "seen by a reader"));
            assertThat(writer.isClear()).isFalse();
            StoredEvents.await(() -> text(volume.resolve("latch.json")).contains("seen by a reader"));
            events.admin()
                    .sql("UPDATE audit.latch SET clear = true, finding = NULL, clear_since = now()")
                    .update();
            assertThat(writer.isClear()).isFalse();
            assertThat(reader.release(
                                    writer.get("/v1/integrity")
                                            .json()
                                            .at("/findings/0/digest")
                                            .asText(),
                                    TestIssuer.shared().olive())
                            .status())
                    .as("the volume is the writer's")
                    .isEqualTo(503);
            writer.releaseAll();
            assertThat(writer.isClear()).isTrue();
            assertThat(reader.isClear()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aLatchThatWasRemovedIsAFindingUntilTwoHaveReleasedIt(Loss loss) throws IOException {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            if (loss.ofRow) {
                events.admin().sql("DELETE FROM audit.latch").update();
            }
            if (loss.ofFile) {
                Files.delete(volume.resolve("latch.json"));
            }
            assertThat(audit.isClear()).isFalse();
            String finding = found(audit, "latch-missing");
            assertRefused(audit);
            assertThat(audit.release(finding, TestIssuer.shared().olive()).status())
                    .isEqualTo(202);
            assertRefused(audit);
            assertThat(audit.release(finding, TestIssuer.shared().otto()).status())
                    .isEqualTo(200);
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
        }
    }

    private enum Loss {
        ROW(true, false),
        FILE(false, true),
        BOTH(true, true);

        private final boolean ofRow;
        private final boolean ofFile;

        Loss(boolean ofRow, boolean ofFile) {
            this.ofRow = ofRow;
            this.ofFile = ofFile;
        }
    }

    @Test
    void aCrashBetweenTheRowAndTheFileOfAReleaseLeavesItClosed() throws IOException {
        LogOrigin origin = new LogOrigin(RunningAuditService.logKey().log(), 1);
        Finding finding = new Finding(origin, ChainFault.LINK, 7, "one");
        byte[] closed;
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            StoredEvents.await(audit::isClear);
            audit.bean(Findings.class).report(finding);
            closed = Files.readAllBytes(volume.resolve("latch.json"));
            releasedByBoth(audit, finding);
            events.awaitAllRecorded();
        }
        // The database has committed the release and the process has died before the volume knew.
        Files.write(volume.resolve("latch.json"), closed);
        try (RunningAuditService again = RunningAuditService.on(database, volume)) {
            assertRefused(again);
            releasedByBoth(again, finding);
            assertThat(again.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
        }
    }

    private static void releasedByBoth(RunningAuditService audit, Finding finding) {
        String digest = finding.digest().toString();
        assertThat(audit.release(digest, TestIssuer.shared().olive()).status()).isEqualTo(202);
        assertThat(audit.release(digest, TestIssuer.shared().otto()).status()).isEqualTo(200);
    }

    /** The digest of a finding of this kind, once a verification or the watch has found it. */
    private static String found(RunningAuditService audit, String code) {
        AtomicReference<String> digest = new AtomicReference<>("");
        StoredEvents.await(() -> {
            if (!code.equals("latch-missing")) {
                audit.verified();
            }
            for (JsonNode finding : audit.get("/v1/integrity").json().get("findings")) {
                if (finding.get("code").asText().equals(code)) {
                    digest.set(finding.get("digest").asText());
                }
            }
            return !digest.get().isEmpty();
        });
        return digest.get();
    }

    private void assertOnRecord(RunningAuditService audit, String finding) {
        events.awaitAllRecorded();
        for (String type : new String[] {"IntegrityViolationFound", "IntegrityFindingReleased"}) {
            assertThat(audit.get("/v1/records?type=" + type)
                            .json()
                            .at("/records/0/body/integrity/finding")
                            .asText())
                    .as(type)
                    .isEqualTo(finding);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(RunningAuditService audit) {
        UUID event = events.append(ActionProposed.class);
        assertThat(audit.sealed(event).problem()).isEqualTo("integrity-not-clear");
    }
}
