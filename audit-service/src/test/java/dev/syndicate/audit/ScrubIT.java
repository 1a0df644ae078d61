package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody has to ask: what is altered is found, and the next execution refused. */
class ScrubIT {

    private static final Map<String, Object> FAST = Map.of(
            "syndicate.audit.verification.scrub-pause", "50ms",
            "syndicate.audit.verification.scrub-slice", "10",
            "syndicate.audit.verification.scrub-tail", "50ms");

    @Test
    void anAlteredRecordIsFoundAndTheNextExecutionRefused(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        StoredEvents events = new StoredEvents(database);
        try (RunningAuditService audit = RunningAuditService.on(database, volume, FAST)) {
            for (int i = 0; i < 40; i++) {
                events.append(ActionProposed.class);
            }
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            StoredEvents.await(() -> age(audit) >= 0);

            events.tamper(
                    "audit.record",
                    "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE sequence = 23");
            JsonNode finding = audit.found();
            assertThat(finding.path("code").asText()).isEqualTo("body-hash");
            assertThat(finding.get("sequence").asLong()).isEqualTo(23);
            assertThat(audit.isClear()).isFalse();
            assertThat(audit.sealed(events.append(ActionProposed.class)).problem())
                    .isEqualTo("integrity-not-clear");

            audit.releaseAll();
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            events.tamper(
                    "eventstore.domain_event",
                    "UPDATE eventstore.domain_event SET metadata = '{}'::bytea"
                            + " WHERE event_id = (SELECT event_id FROM audit.record WHERE sequence = 31)");
            assertThat(audit.found().path("code").asText())
                    .as("what is released hides nothing behind it")
                    .isEqualTo("event-changed");
            assertThat(audit.isClear()).isFalse();
        }
    }

    @Test
    void goesOnAfterARestartWhereItWas(@TempDir Path volume) throws IOException {
        var database = PostgresForTests.freshDatabase();
        StoredEvents events = new StoredEvents(database);
        Map<String, Object> slow = Map.of(
                "syndicate.audit.verification.scrub-pause", "10m",
                "syndicate.audit.verification.scrub-slice", "10");
        Path state = volume.resolve("scrub.json");
        try (RunningAuditService audit = RunningAuditService.on(database, volume, FAST)) {
            for (int i = 0; i < 40; i++) {
                events.append(ActionProposed.class);
            }
            events.awaitAllRecorded();
            StoredEvents.await(() -> at(state) > 0);
        }
        long before = at(state);
        String since = text(state, "verifiedSince");
        try (RunningAuditService again = RunningAuditService.on(database, volume, slow)) {
            StoredEvents.await(
                    () -> at(state) != before || !text(state, "verifiedSince").equals(since));
            assertThat(again.isClear()).isTrue();
            assertThat(at(state)).isNotEqualTo(before);
        }
    }

    private static double age(RunningAuditService audit) {
        return audit.bean(MeterRegistry.class)
                .get("syndicate.audit.scrub.age")
                .gauge()
                .value();
    }

    private static long at(Path state) {
        return Files.exists(state) ? Long.parseLong(text(state, "size")) : -1;
    }

    private static String text(Path state, String member) {
        try {
            return new ObjectMapper()
                    .readTree(Files.readAllBytes(state))
                    .get(member)
                    .asText();
        } catch (IOException e) {
            return "-1";
        }
    }
}
