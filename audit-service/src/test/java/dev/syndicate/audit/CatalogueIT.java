package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protection that is taken away ends clearance, until two people have looked. */
class CatalogueIT {

    @Test
    void aDisabledTriggerIsAFindingAndComingBackItIsAnother(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        StoredEvents events = new StoredEvents(database);
        try (RunningAuditService audit =
                RunningAuditService.on(database, volume, Map.of("syndicate.audit.catalogue.interval", "200ms"))) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);

            alter(events, "DISABLE TRIGGER refuse_change");
            JsonNode finding = audit.found();
            assertThat(finding.path("code").asText()).isEqualTo("catalogue");
            assertThat(finding.get("detail").asText()).contains("trigger audit.subtree.refuse_change");
            assertThat(audit.isClear()).isFalse();
            assertThat(audit.sealed(events.append(ActionProposed.class)).problem())
                    .isEqualTo("integrity-not-clear");
            audit.releaseAll();
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .as("released as it is")
                    .isEqualTo(200);

            alter(events, "ENABLE ALWAYS TRIGGER refuse_change");
            StoredEvents.await(() -> deviations(audit) == 0);
            alter(events, "DISABLE TRIGGER refuse_change");
            StoredEvents.await(() -> !audit.isClear());
        }
    }

    private static void alter(StoredEvents events, String how) {
        events.admin().sql("ALTER TABLE audit.subtree " + how).update();
    }

    private static double deviations(RunningAuditService audit) {
        return audit.bean(io.micrometer.core.instrument.MeterRegistry.class)
                .get("syndicate.audit.catalogue.deviations")
                .gauge()
                .value();
    }
}
