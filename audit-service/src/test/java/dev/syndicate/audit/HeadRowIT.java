package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The head row is edited alone; everything that it repeats is as it was. */
class HeadRowIT {

    private static final String LEAF = "leaf = set_byte(leaf, 3, get_byte(leaf, 3) # 1)";
    private static final String TREE = "frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1)";

    @TempDir
    private Path volume;

    private TestDatabase database;
    private StoredEvents events;

    @BeforeEach
    void prepare() {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAF, TREE})
    void isFoundWhileNothingIsAppended(String edit) {
        try (RunningAuditService audit = recording()) {
            edit(edit);
            JsonNode verdict = audit.verified();
            assertThat(verdict.get("code").asText()).as(verdict.toString()).isEqualTo("head");
            assertThat(audit.isClear()).isFalse();
            goesOnAsItWas(audit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAF, TREE})
    void misleadsNoWriterThatStartsFromIt(String edit) {
        recording().close();
        edit(edit);
        try (RunningAuditService audit = quiet()) {
            StoredEvents.await(() -> audit.codes().contains("head"));
            assertThat(audit.isClear()).isFalse();
            goesOnAsItWas(audit);
        }
    }

    @Test
    void aPlaceInTheEventStoreThatWasMovedOnSkipsNoEventSilently() {
        recording().close();
        events.append(ActionProposed.class);
        edit("position = position + 1");
        try (RunningAuditService audit = quiet()) {
            events.append(ActionProposed.class);
            StoredEvents.await(() -> audit.verified().get("code").asText().equals("event-unrecorded"));
            assertThat(audit.isClear()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontier = '\\x00'", "leaf = '\\x00'"})
    void bytesThatAreNoHashesAreFoundToo(String edit) {
        recording().close();
        edit(edit);
        try (RunningAuditService audit = quiet()) {
            StoredEvents.await(() -> !audit.isClear());
            goesOnAsItWas(audit);
        }
    }

    @Test
    void aSizeThatWasSetBackIsALostTailAndNothingIsAppended() {
        recording().close();
        long records = events.records();
        edit("size = size - 1");
        try (RunningAuditService audit = quiet()) {
            StoredEvents.await(() -> audit.codes().contains("signer-state"));
            assertThat(audit.isClear()).isFalse();
            events.append(ActionProposed.class);
            assertThat(audit.verified().get("code").asText()).isEqualTo("head");
            assertThat(events.records()).isEqualTo(records);
        }
    }

    /** Without a scrub that is likely to be first. */
    private RunningAuditService quiet() {
        return RunningAuditService.on(
                database,
                volume,
                Map.of(
                        "syndicate.audit.verification.scrub-tail", "1m",
                        "syndicate.audit.verification.scrub-pause", "10m"));
    }

    private RunningAuditService recording() {
        RunningAuditService audit = quiet();
        for (int i = 0; i < 5; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
        assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        return audit;
    }

    private void edit(String assignment) {
        events.admin().sql("UPDATE audit.head SET " + assignment).update();
    }

    private void goesOnAsItWas(RunningAuditService audit) {
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        audit.releaseAll();
        StoredEvents.await(() -> audit.seal(events.append(ActionProposed.class)).status() == 200);
        events.awaitAllRecorded();
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
    }
}
