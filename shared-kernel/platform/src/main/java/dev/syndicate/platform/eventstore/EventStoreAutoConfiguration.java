package dev.syndicate.platform.eventstore;

import dev.syndicate.platform.id.IdentifierAutoConfiguration;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.listening.DirectConnections;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.MicrometerMetricsAutoConfiguration;
import org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration;
import org.axonframework.springboot.autoconfig.ObjectMapperAutoConfiguration;
import org.axonframework.springboot.autoconfig.TransactionAutoConfiguration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Axon on PostgreSQL. Also restores the order in which Axon's own auto-configuration has to run: it names Boot classes
 * that have moved since Boot 3, and without this a service would silently get no token store, no transactions and no
 * metrics. {@link AxonWiring} checks at start that it got them.
 */
@AutoConfiguration(
        after = {
            IdentifierAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            MetricsAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class,
            PrometheusMetricsExportAutoConfiguration.class
        },
        before = {
            AxonAutoConfiguration.class,
            EventProcessingAutoConfiguration.class,
            JdbcAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            NoOpTransactionAutoConfiguration.class,
            MicrometerMetricsAutoConfiguration.class,
            ObjectMapperAutoConfiguration.class
        })
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(EventStoreProperties.class)
public class EventStoreAutoConfiguration {

    @Bean
    SchemaVersion schemaVersion(JdbcClient jdbc, EventStoreProperties properties) {
        SchemaVersion version = new SchemaVersion(jdbc);
        version.requireAtLeast(properties.requiredSchema());
        return version;
    }

    @Bean(destroyMethod = "close")
    SafeStream safeStream(JdbcConnectionDetails details, SchemaVersion checked) {
        SafeStream stream = new SafeStream(DirectConnections.to(details, "event-stream"));
        // Fails the start where reading could never be right: on a standby, or with the sequence set back.
        stream.watermark();
        return stream;
    }

    @Bean(destroyMethod = "close")
    EventTail eventTail(SafeStream stream, JdbcConnectionDetails details, EventStoreProperties properties) {
        return new EventTail(
                stream, DirectConnections.to(details, "event-tail"), properties.tick(), properties.linger());
    }

    @Bean(destroyMethod = "close")
    AppendSignal appendSignal(JdbcConnectionDetails details) {
        return new AppendSignal(DirectConnections.to(details, "append-signal"));
    }

    @Bean
    @Primary
    Serializer serializer(Clock clock) {
        GenericEventMessage.clock = clock;
        return EventFormat.serializer();
    }

    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return new DuplicateKeys();
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            Configuration configuration,
            Serializer serializer,
            PersistenceExceptionResolver resolver,
            JdbcTemplate jdbc,
            SafeStream stream,
            AppendSignal signal,
            EventStoreProperties properties) {
        PostgresEventStorageEngine.Builder builder = new PostgresEventStorageEngine.Builder();
        builder.eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(configuration.upcasterChain())
                .persistenceExceptionResolver(resolver);
        return new PostgresEventStorageEngine(builder, jdbc, stream, signal, properties.batchSize());
    }

    /** Named as Axon's own would be. The tail is a parameter so that it runs before anything reads. */
    @Bean("eventBus")
    @Qualifier("eventStore")
    EventStore eventStore(
            EventStorageEngine engine,
            Configuration configuration,
            Serializer serializer,
            SafeStream stream,
            EventTail tail,
            EventStoreProperties properties) {
        PostgresEventStore.Builder builder = new PostgresEventStore.Builder();
        builder.storageEngine(engine)
                .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(configuration.getComponent(EventBusSpanFactory.class));
        return new PostgresEventStore(
                builder, stream, serializer, configuration.upcasterChain(), properties.batchSize());
    }

    @Bean
    TokenSchema tokenSchema() {
        return TokenSchema.builder()
                .setTokenTable("token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build();
    }

    /** The node is this application context: two of them in one process must not share a claim. */
    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections,
            Serializer serializer,
            TokenSchema schema,
            Identifiers identifiers,
            EventStoreProperties properties) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .schema(schema)
                .serializer(serializer)
                .nodeId(identifiers.next().toString())
                .claimTimeout(properties.claimTimeout())
                .build();
    }

    @Bean
    FirstTransaction firstTransaction(TransactionManager transactions, TokenStore tokens, Serializer serializer) {
        return new FirstTransaction(transactions, tokens, serializer);
    }

    /**
     * One segment, so that a processor sees events in append order, and no handler's failure is ever skipped: it is
     * retried until it succeeds, and nothing behind it is handled before.
     */
    @Bean
    ConfigurerModule streamingProcessors(EventStoreProperties properties) {
        long third = properties.claimTimeout().toMillis() / 3;
        return configurer -> configurer.eventProcessing(processing -> processing
                .usingPooledStreamingEventProcessors((configuration, builder) -> builder.initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken)
                        .batchSize(properties.processorBatchSize())
                        .claimExtensionThreshold(third)
                        .tokenClaimInterval(third))
                .registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance())
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance()));
    }

    @Bean
    HorizonMetrics horizonMetrics(JdbcClient jdbc, EventTail tail) {
        return new HorizonMetrics(jdbc, tail);
    }

    @Bean("eventStream")
    EventStreamHealth eventStreamHealth(EventTail tail) {
        return new EventStreamHealth(tail);
    }

    @Bean
    SmartInitializingSingleton axonWiring(ApplicationContext context) {
        return () -> AxonWiring.check(context);
    }
}
