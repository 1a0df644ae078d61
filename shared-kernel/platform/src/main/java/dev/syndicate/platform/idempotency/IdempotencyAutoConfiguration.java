package dev.syndicate.platform.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.syndicate.platform.id.IdentifierAutoConfiguration;
import dev.syndicate.platform.id.Identifiers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency for every service with a database, and the task that forgets old answers. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, IdentifierAutoConfiguration.class})
@ConditionalOnBean(JdbcClient.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(IdempotencyProperties.class)
public class IdempotencyAutoConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys(
            JdbcClient jdbc, Clock clock, Identifiers identifiers, IdempotencyProperties properties) {
        return new IdempotencyKeys(jdbc, clock, identifiers, properties.lease());
    }

    @Bean
    Idempotency idempotency(IdempotencyKeys keys, Identifiers identifiers, JsonMapper json) {
        return new Idempotency(keys, identifiers, json);
    }

    @Bean
    RecurringTask<Void> forgetIdempotencyKeys(IdempotencyKeys keys, Clock clock, IdempotencyProperties properties) {
        return Tasks.recurring("forget-idempotency-keys", FixedDelay.of(Duration.ofHours(1)))
                .execute(
                        (instance, context) -> keys.forgetBefore(clock.instant().minus(properties.keep())));
    }
}
