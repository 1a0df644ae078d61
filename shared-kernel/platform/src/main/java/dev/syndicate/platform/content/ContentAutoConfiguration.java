package dev.syndicate.platform.content;

import dev.syndicate.platform.id.IdentifierAutoConfiguration;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.listening.DirectConnections;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The content store, wherever there is a database, and the keys of persons, wherever there is a master key. */
@AutoConfiguration(
        after = {
            JdbcClientAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            IdentifierAutoConfiguration.class
        })
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(ContentProperties.class)
public class ContentAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("syndicate.content.keys")
    ContentMasters contentMasters(ContentProperties properties) {
        return MasterKeyFiles.read(directory(properties.keys()));
    }

    private static Path directory(@Nullable Path keys) {
        return keys == null ? Path.of("") : keys;
    }

    @Bean
    @ConditionalOnMissingBean
    SubjectKeys subjectKeys(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<ContentMasters> masters,
            Identifiers identifiers,
            Clock clock,
            ContentProperties properties) {
        return new SubjectKeys(
                jdbc,
                new TransactionTemplate(transactions),
                masters.getIfAvailable(),
                identifiers,
                clock,
                properties.keyRetention());
    }

    @Bean
    @ConditionalOnMissingBean
    ContentStore contentStore(JdbcClient jdbc, SubjectKeys keys) {
        return new ContentStore(jdbc, keys);
    }

    @Bean
    @ConditionalOnMissingBean
    PreImageStore preImageStore(JdbcClient jdbc, ContentStore contents) {
        return new PreImageStore(jdbc, contents);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnBean(ContentMasters.class)
    KeyErasures keyErasures(SubjectKeys keys, JdbcConnectionDetails details) {
        return new KeyErasures(keys, DirectConnections.to(details, "key-erasures"));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnBean(ContentMasters.class)
    @ConditionalOnProperty("syndicate.content.rewrap")
    Rewrapping rewrapping(SubjectKeys keys, ContentMasters masters, JdbcClient jdbc, MeterRegistry metrics) {
        return new Rewrapping(keys, masters, jdbc, metrics);
    }
}
