package dev.syndicate.platform.command;

import dev.syndicate.platform.security.PeerProperties;
import dev.syndicate.platform.security.SecurityAutoConfiguration;
import dev.syndicate.platform.security.ServiceTokens;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.DistributedCommandBus;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Puts the distributed bus in front of Axon's own one, which stays as its local segment. */
@AutoConfiguration(
        after = {
            AxonAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class
        })
@ConditionalOnBean(ServiceTokens.class)
@EnableConfigurationProperties(CommandProperties.class)
public class CommandAutoConfiguration {

    @Bean
    CommandAllowList commandAllowList(@Value("${spring.application.name}") String self) {
        return new CommandAllowList(self);
    }

    @Bean
    CommandMetrics commandMetrics(MeterRegistry registry) {
        return new CommandMetrics(registry);
    }

    /** Only Jackson may read what comes from the network. */
    @Bean
    CommandJson commandJson(@Qualifier("messageSerializer") Serializer serializer) {
        return new CommandJson(((JacksonSerializer) serializer).getObjectMapper());
    }

    @Bean
    CommandClient commandClient(
            PeerProperties peers,
            ServiceTokens tokens,
            CommandProperties properties,
            CommandJson json,
            CommandMetrics metrics) {
        return new CommandClient(peers, tokens, properties, json, metrics);
    }

    @Bean
    HttpCommandConnector httpCommandConnector(
            @Qualifier("localSegment") CommandBus local, CommandAllowList allowList, CommandClient client) {
        return new HttpCommandConnector(local, allowList, client);
    }

    @Bean
    @Primary
    DistributedCommandBus distributedCommandBus(
            @Value("${spring.application.name}") String self, HttpCommandConnector connector) {
        return DistributedCommandBus.builder()
                .commandRouter(new HomeServiceRouter(self))
                .connector(connector)
                .build();
    }

    @Bean
    CommandController commandController(
            CommandAllowList allowList, HttpCommandConnector connector, CommandJson json, CommandMetrics metrics) {
        return new CommandController(allowList, connector, json, metrics);
    }
}
