package dev.syndicate.platform.content;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The content store, wherever there is a database. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnBean(JdbcClient.class)
public class ContentAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ContentStore contentStore(JdbcClient jdbc) {
        return new ContentStore(jdbc);
    }
}
