package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.contracts.audit.SealEvent;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer, however many start, and nothing lost or doubled when it ends. */
class WriterIT {

    /** Nobody takes over because the machine stands still. */
    private static final Map<String, Object> LONG_LEASE = Map.of("syndicate.audit.lease-ttl", "60s");

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
    void aRestartGoesOnWhereItEnded() {
        for (int run = 0; run < 2; run++) {
            events.append(ActionProposed.class);
            try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
                events.append(ActionProposed.class);
                events.awaitAllRecorded();
                assertIntact(audit);
            }
            events.append(ActionProposed.class);
        }
    }

    @Test
    void ofTwoOneWritesAndTheOtherTakesOverFencingTheFirst() {
        try (RunningAuditService first = RunningAuditService.on(database, volume, LONG_LEASE)) {
            StoredEvents.await(() -> isWriter(first));
            try (RunningAuditService second = RunningAuditService.on(database, volume, LONG_LEASE)) {
                events.append(ActionProposed.class);
                events.awaitAllRecorded();
                assertThat(isWriter(second)).isFalse();
                UUID event = events.append(ActionProposed.class);
                assertThat(second.seal(event).problem()).isEqualTo("seal-unavailable");
                assertThat(first.sealed(event).status()).isEqualTo(200);

                // As if the first had been frozen past the end of its lease, which then ends.
                events.admin()
                        .sql("UPDATE audit.head SET term = term + 1, lease_until = now()")
                        .update();
                events.append(ActionProposed.class);
                events.awaitAllRecorded();
                StoredEvents.await(() -> isWriter(first) != isWriter(second));
                assertIntact(isWriter(first) ? first : second);
            }
        }
    }

    @Test
    void ofTwoThatStartAtOnceOneWrites() throws Exception {
        try (ExecutorService starters = Executors.newFixedThreadPool(2)) {
            Callable<RunningAuditService> start = () -> RunningAuditService.on(database, volume, LONG_LEASE);
            Future<RunningAuditService> one = starters.submit(start);
            Future<RunningAuditService> two = starters.submit(start);
            try (RunningAuditService first = one.get();
                    RunningAuditService second = two.get()) {
                for (int i = 0; i < 20; i++) {
                    events.append(ActionProposed.class);
                }
                events.awaitAllRecorded();
                assertThat(isWriter(first)).isNotEqualTo(isWriter(second));
                assertThat(writerStates(first, second)).containsExactlyInAnyOrder("2.0", "0.0");
                assertIntact(isWriter(first) ? first : second);
            }
        }
    }

    @Test
    void aClockThatIsSetBackWhileItWritesMovesNoRecordBackAndIsSeen() {
        MovedClock clock = new MovedClock();
        try (RunningAuditService audit = RunningAuditService.on(database, volume, Map.of(), clock)) {
            // No token is good for two clocks: the service is asked from inside.
            clock.ahead(Duration.ofHours(2));
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            clock.back(Duration.ofHours(2));
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(clockBehind(audit)).isGreaterThan(Duration.ofMinutes(30).toSeconds());
            assertThat(events.admin().sql("""
                                    SELECT bool_and(later) FROM (
                                        SELECT recorded_at >= lag(recorded_at, 1, recorded_at) OVER (ORDER BY sequence)
                                            AS later
                                        FROM audit.record) AS r""").query(Boolean.class).single()).isTrue();
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            assertIntact(audit);
        }
    }

    @Test
    void aClockBehindTheTimeSinceWhenTheChainIsClearSignsNoReceipt() {
        MovedClock clock = new MovedClock();
        try (RunningAuditService audit = RunningAuditService.on(database, volume, Map.of(), clock)) {
            UUID event = events.append(ActionProposed.class);
            events.awaitAllRecorded();
            clock.back(Duration.ofHours(1));
            CommandGateway commands = audit.bean(CommandGateway.class);
            assertThatThrownBy(() -> commands.sendAndWait(new SealEvent(new EventId(event))))
                    .hasStackTraceContaining("The clock is behind");
            assertThat(clockBehind(audit)).isGreaterThan(Duration.ofMinutes(30).toSeconds());
            clock.ahead(Duration.ofHours(1));
            assertThat(audit.sealed(event).status()).isEqualTo(200);
        }
    }

    @Test
    void aClockThatIsSetBackBetweenTwoRunsMovesNoRecordBack() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertIntact(audit);
            events.awaitAllRecorded();
        }
        // As if the clock had been an hour ahead when the last batch was recorded.
        events.admin()
                .sql("UPDATE audit.head SET recorded_at = recorded_at + interval '1 hour'")
                .update();
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(events.admin()
                            .sql("SELECT max(recorded_at) > now() + interval '50 minutes' FROM audit.record")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            assertIntact(audit);
        }
    }

    @Test
    void lostConnectionsLoseNoEventAndDoubleNone() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            for (int i = 0; i < 40; i++) {
                events.append(ActionProposed.class);
                if (i % 10 == 5) {
                    events.admin().sql("""
                                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                                    WHERE usename = 'audit_service' AND datname = current_database()
                                    """).query(Long.class).single();
                }
            }
            events.awaitAllRecorded();
            UUID event = events.append(ActionProposed.class);
            StoredEvents.await(() -> audit.seal(event).status() == 200);
            assertIntact(audit);
        }
    }

    @Test
    void theSameEventAgainIsAnAlarmAndNoSecondRecord() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            UUID event = events.append(ActionProposed.class);
            events.awaitAllRecorded();
            events.tamper(
                    "eventstore.domain_event",
                    "ALTER TABLE eventstore.domain_event DROP CONSTRAINT domain_event_id_once",
                    """
                    INSERT INTO eventstore.domain_event
                        (event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload, metadata,
                         occurred_at, origin)
                    SELECT event_id, aggregate_type, aggregate_id || '-again', 0, payload_type, '{}', metadata,
                           occurred_at, origin
                    FROM eventstore.domain_event WHERE event_id = '%s'""".formatted(event));
            StoredEvents.await(
                    () -> !audit.get("/v1/integrity").json().get("clear").asBoolean());
            events.append(ActionProposed.class);
            StoredEvents.await(() -> events.records() == events.events() - 1);
            assertThat(events.admin()
                            .sql("SELECT count(*) FROM audit.record WHERE event_id = :event")
                            .param("event", event)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private static List<String> writerStates(RunningAuditService... all) {
        return Stream.of(all)
                .map(audit -> audit.metric("syndicate_audit_writer_state"))
                .map(String::valueOf)
                .toList();
    }

    private static double clockBehind(RunningAuditService audit) {
        return audit.bean(MeterRegistry.class)
                .get("syndicate.audit.clock.behind")
                .gauge()
                .value();
    }

    private static boolean isWriter(RunningAuditService audit) {
        return audit.bean(ChainTail.class).head().isPresent();
    }

    private static void assertIntact(RunningAuditService audit) {
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
    }
}
