package dev.syndicate.platform.content;

import dev.syndicate.platform.id.IdentifierAutoConfiguration;
import dev.syndicate.platform.id.Identifiers;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
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
        return new KeyErasures(keys, direct(details));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnBean(ContentMasters.class)
    @ConditionalOnProperty("syndicate.content.rewrap")
    Rewrapping rewrapping(SubjectKeys keys, ContentMasters masters, JdbcClient jdbc, MeterRegistry metrics) {
        return new Rewrapping(keys, masters, jdbc, metrics);
    }

    /** Unpooled: LISTEN needs a connection of its own, for as long as the process lives. */
    private static PGSimpleDataSource direct(JdbcConnectionDetails details) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(details.getJdbcUrl());
        source.setUser(details.getUsername());
        source.setPassword(details.getPassword());
        source.setApplicationName("key-erasures");
        source.setConnectTimeout(2);
        source.setSocketTimeout(10);
        source.setTcpKeepAlive(true);
        return source;
    }
}
