package dev.syndicate.platform.eventstore;

import static dev.syndicate.platform.eventstore.CounterApplication.HANDLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.syndicate.platform.eventstore.CounterApplication.Count;
import dev.syndicate.platform.eventstore.CounterApplication.Start;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AxonOnPostgresIT {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private TestDatabase database;
    private ConfigurableApplicationContext application;

    @BeforeEach
    void start() {
        HANDLED.clear();
        CounterApplication.EXPIRED.clear();
        CounterApplication.FAILURES_TO_COME.set(0);
        database = PostgresForTests.freshDatabase();
        CounterApplication.prepare(database);
        application = CounterApplication.start(database);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void storesEventsWithTypeRevisionAndIsoTimes() {
        CounterApplication.count(commands(), "a", 7);

        List<StoredEvent> events = stored();
        assertThat(events).hasSize(2);
        StoredEvent counted = events.getLast();
        assertThat(counted.payloadType()).isEqualTo(CounterApplication.Counted.class.getName());
        assertThat(counted.payloadRevision()).isEqualTo("3");
        assertThat(new String(counted.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"counter\":\"a\",\"amount\":7}");
        assertThat(new String(counted.metadata(), StandardCharsets.UTF_8)).contains("correlationId");
        assertThat(counted.aggregateType()).isEqualTo("Counter");
        assertThat(counted.sequenceNumber()).isEqualTo(1);
        assertThat(counted.origin()).isEqualTo("policy_service");
        assertThat(counted.eventId().version()).isEqualTo(7);
        assertThat(counted.occurredAt().getNano() % 1_000).isZero();
    }

    @Test
    void goesOnAfterARestartWhereItStopped() {
        CounterApplication.count(commands(), "a", 1, 2, 3);
        awaitHandled("a:1", "a:2", "a:3");
        application.close();
        application = CounterApplication.start(database, "syndicate.eventstore.claim-timeout=1s");
        CounterApplication.count(commands(), "b", 4, 5);

        awaitHandled("a:1", "a:2", "a:3", "b:4", "b:5");
        // A handler is done before its transaction is.
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(projected()).containsExactly("a:1", "a:2", "a:3", "b:4", "b:5"));
    }

    @Test
    void retriesAFailingHandlerAndSkipsNothing() {
        CounterApplication.FAILURES_TO_COME.set(2);
        CounterApplication.count(commands(), "a", 1, 2, 3);

        awaitHandled("a:1", "a:2", "a:3");
        // A handler is done before its transaction is.
        await().atMost(BOUND).untilAsserted(() -> assertThat(projected()).containsExactly("a:1", "a:2", "a:3"));
    }

    @Test
    void deliversToAnotherProcessThatHoldsTheClaim() {
        try (ConfigurableApplicationContext other = CounterApplication.start(database)) {
            int[] amounts = IntStream.rangeClosed(1, 50).toArray();
            CounterApplication.count(other.getBean(CommandGateway.class), "a", amounts);

            awaitHandled(IntStream.of(amounts).mapToObj(i -> "a:" + i).toArray(String[]::new));
            // A handler is done before its transaction is.
            await().atMost(BOUND).untilAsserted(() -> assertThat(projected()).hasSize(amounts.length));
        }
    }

    @Test
    void refusesASecondEventAtOnePlaceInWordsWithoutContent() {
        CounterApplication.count(commands(), "a", 1);

        assertThatThrownBy(() -> append("a", 0, "secret"))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> append("a", 1, "secret"))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> append("a", 9, "secret"))
                .hasMessage("event 9 of a could not be appended: SQLState 23514")
                .hasNoCause();
    }

    @Test
    void appendsOnlyWithinATransaction() {
        assertThatThrownBy(() -> engine().appendEvents(message("a", 0, "x"))).hasMessageContaining("transaction");
    }

    @Test
    void startsAnAggregateOnlyOnce() {
        commands().sendAndWait(new Start("a"));
        assertThatThrownBy(() -> commands().sendAndWait(new Start("a")))
                .isInstanceOf(AggregateStreamCreationException.class);
        commands().sendAndWait(new Count("a", 1));
    }

    @Test
    void positionsAreIndexes() {
        CounterApplication.count(commands(), "a", 1, 2);
        EventStore store = application.getBean(EventStore.class);

        assertThat(store.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        await().atMost(BOUND).until(() -> store.createHeadToken().equals(new GlobalSequenceTrackingToken(3)));
        assertThat(store.createTokenAt(Instant.EPOCH)).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(store.createTokenAt(Instant.now().plusSeconds(60))).isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThat(engine().readEvents(new GlobalSequenceTrackingToken(1), false))
                .hasSize(2);
    }

    @Test
    void comesBackByItselfWhenItsConnectionsAreCut() {
        CounterApplication.count(commands(), "a", 1);
        awaitHandled("a:1");
        JdbcClient.create(database.administrators()).sql("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND usename = 'policy_service'
                """).query().listOfRows();

        await().atMost(BOUND).ignoreExceptions().untilAsserted(() -> {
            commands().sendAndWait(new Count("a", 2));
        });
        await().atMost(BOUND).untilAsserted(() -> assertThat(HANDLED).contains("a:2"));
        assertThat(projected().getFirst()).isEqualTo("a:1");
    }

    @Test
    void executesADeadlineThatWasScheduledInATransaction() {
        SchedulerClient deadlines = application.getBean(SchedulerClient.class);
        TransactionTemplate transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            deadlines.scheduleIfNotExists(new TaskInstance<>("expiry", "1", "rolled back"), Instant.now());
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(
                status -> deadlines.scheduleIfNotExists(new TaskInstance<>("expiry", "2", "committed"), Instant.now()));

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(CounterApplication.EXPIRED).isNotEmpty());
        assertThat(CounterApplication.EXPIRED).containsExactly("committed");
    }

    @Test
    void measuresWhatHoldsTheHorizon() throws SQLException {
        MeterRegistry meters = application.getBean(MeterRegistry.class);
        Gauge blocker = meters.get("syndicate.eventstore.horizon.blocker").gauge();

        try (Connection holding = database.administrators().getConnection();
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            double pid = holding.unwrap(PGConnection.class).getBackendPID();
            // Until whoever came before it, autovacuum for one, is done.
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(blocker.value()).isEqualTo(pid));
        }
        assertThat(meters.get("syndicate.eventstore.horizon.age").gauge().value())
                .isNotNaN();
    }

    @Test
    void isReadyWhileItFollowsTheStream() {
        assertThat(application
                        .getBean("eventStream", HealthIndicator.class)
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void doesNotStartOnAnOlderSchema() {
        assertThatThrownBy(() -> CounterApplication.start(database, "syndicate.eventstore.required-schema=99999"))
                .rootCause()
                .isInstanceOf(SchemaTooOldException.class)
                .hasMessageContaining("needs 99999");
    }

    @Test
    void doesNotStartWithTheSequenceSetBack() {
        CounterApplication.count(commands(), "a", 1, 2, 3);
        application.close();
        JdbcClient.create(database.administrators())
                .sql("SELECT setval('eventstore.domain_event_index', 2)")
                .query()
                .listOfRows();

        assertThatThrownBy(() -> CounterApplication.start(database))
                .rootCause()
                .isInstanceOf(EventsLostException.class);
    }

    @Test
    void readsWhatAnotherProcessAppendedBehindWhatThisOneKnows() throws SQLException {
        CounterApplication.count(commands(), "a", 7);
        try (Connection other = database.dataSource("policy_service").getConnection()) {
            Events.append(other, "a", 2);
        }

        assertThat(identifiersOf("a")).hasSize(3).isEqualTo(identifiersInTheDatabase("a"));
        assertThatThrownBy(() -> append("a", 2, "too late")).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void believesTheDatabaseWhereItHasAnotherStreamThanThisProcessKnows() {
        CounterApplication.count(commands(), "a", 7, 8);
        withoutTriggers("UPDATE eventstore.domain_event SET event_id = gen_random_uuid() WHERE sequence_number = 2");
        assertThat(identifiersOf("a")).isEqualTo(identifiersInTheDatabase("a"));

        CounterApplication.count(commands(), "b", 7, 8);
        withoutTriggers("DELETE FROM eventstore.domain_event WHERE aggregate_id = 'b' AND sequence_number = 2");
        assertThat(identifiersOf("b")).hasSize(2).isEqualTo(identifiersInTheDatabase("b"));
    }

    @Test
    void keepsNothingOfATransactionThatIsRolledBack() {
        CounterApplication.count(commands(), "a", 7);
        new TransactionTemplate(application.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            engine().appendEvents(message("a", 2, "given up"));
            status.setRollbackOnly();
        });

        assertThat(identifiersOf("a")).hasSize(2).isEqualTo(identifiersInTheDatabase("a"));
    }

    private List<String> identifiersOf(String aggregate) {
        return application
                .getBean(EventStore.class)
                .readEvents(aggregate)
                .asStream()
                .<String>map(event -> event.getIdentifier())
                .toList();
    }

    private List<String> identifiersInTheDatabase(String aggregate) {
        return application
                .getBean(JdbcClient.class)
                .sql("""
                        SELECT event_id::text FROM eventstore.domain_event
                        WHERE aggregate_id = ? ORDER BY sequence_number
                        """)
                .param(aggregate)
                .query(String.class)
                .list();
    }

    private void withoutTriggers(String statement) {
        JdbcClient owner = JdbcClient.create(database.administrators());
        owner.sql("ALTER TABLE eventstore.domain_event DISABLE TRIGGER ALL").update();
        owner.sql(statement).update();
        owner.sql("ALTER TABLE eventstore.domain_event ENABLE TRIGGER ALL").update();
    }

    private CommandGateway commands() {
        return application.getBean(CommandGateway.class);
    }

    private EventStorageEngine engine() {
        return application.getBean(EventStorageEngine.class);
    }

    private void append(String aggregate, long sequence, String content) {
        new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> engine().appendEvents(message(aggregate, sequence, content)));
    }

    private static GenericDomainEventMessage<?> message(String aggregate, long sequence, String content) {
        return new GenericDomainEventMessage<>(
                "Counter",
                aggregate,
                sequence,
                new CounterApplication.Started(content),
                Map.of(),
                UUID.randomUUID().toString(),
                Instant.now());
    }

    private List<StoredEvent> stored() {
        SafeStream stream = application.getBean(SafeStream.class);
        await().atMost(BOUND).until(() -> stream.watermark() >= 2);
        return stream.read(0, 100);
    }

    private static void awaitHandled(String... expected) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(HANDLED).contains(expected));
    }

    private List<String> projected() {
        return application
                .getBean(JdbcClient.class)
                .sql("SELECT counter || ':' || amount FROM seen ORDER BY position")
                .query(String.class)
                .list();
    }
}
