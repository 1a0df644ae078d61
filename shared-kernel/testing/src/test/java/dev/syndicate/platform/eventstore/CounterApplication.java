package dev.syndicate.platform.eventstore;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.syndicate.testing.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service as small as can be: an aggregate that counts, and a projection in the service's own schema. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({CounterApplication.Counter.class, CounterApplication.Projection.class})
class CounterApplication {

    /** What the projection sees in this process; static, because a test restarts the application within one JVM. */
    static final List<String> HANDLED = new CopyOnWriteArrayList<>();

    static final AtomicInteger FAILURES_TO_COME = new AtomicInteger();

    static final List<String> EXPIRED = new CopyOnWriteArrayList<>();

    record Count(@TargetAggregateIdentifier String counter, int amount) {}

    record Start(@TargetAggregateIdentifier String counter) {}

    @Revision("1")
    record Started(String counter) {}

    @Revision("3")
    record Counted(String counter, int amount) {}

    /** Lets policy_service append the events of this application and gives the projection a table. */
    static void prepare(TestDatabase database) {
        JdbcClient owner = JdbcClient.create(database.administrators());
        owner.sql(
                        "INSERT INTO eventstore.event_type_owner VALUES ('dev.syndicate.platform.eventstore.', 'policy_service')")
                .update();
        owner.sql("CREATE TABLE policy.seen (position bigint GENERATED ALWAYS AS IDENTITY, counter text, amount int)")
                .update();
        owner.sql("GRANT SELECT, INSERT ON policy.seen TO policy_service").update();
    }

    static ConfigurableApplicationContext start(TestDatabase database, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--spring.application.name=policy-service"));
        List.of(properties).forEach(property -> arguments.add("--" + property));
        database.properties("policy_service").forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(CounterApplication.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    @Bean
    Task<String> expiry() {
        return Tasks.oneTime("expiry", String.class).execute((instance, context) -> EXPIRED.add(instance.getData()));
    }

    @Aggregate
    static class Counter {

        @AggregateIdentifier
        private String id;

        Counter() {}

        @CommandHandler
        Counter(Start start) {
            apply(new Started(start.counter()));
        }

        @CommandHandler
        void handle(Count count) {
            apply(new Counted(count.counter(), count.amount()));
        }

        @EventSourcingHandler
        void on(Started event) {
            id = event.counter();
        }
    }

    @ProcessingGroup("projection")
    static class Projection {

        private final JdbcClient jdbc;

        Projection(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @EventHandler
        void on(Counted event) {
            jdbc.sql("INSERT INTO seen (counter, amount) VALUES (?, ?)")
                    .params(event.counter(), event.amount())
                    .update();
            if (FAILURES_TO_COME.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("fails as the test wants it");
            }
            HANDLED.add(event.counter() + ":" + event.amount());
        }
    }

    static void count(CommandGateway commands, String counter, int... amounts) {
        commands.sendAndWait(new Start(counter));
        for (int amount : amounts) {
            commands.sendAndWait(new Count(counter, amount));
        }
    }
}
