package dev.syndicate.audit.platform;

import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.PeerProperties;
import dev.syndicate.platform.security.Role;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What this service adds to the platform. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class AuditWiring {

    @Bean
    LogKeys logKeys(PeerProperties services) {
        return LogKeys.read(services.keys());
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    /** Without transactions: the one command here waits for a record, and nobody may wait inside a transaction. */
    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(Configuration axon) {
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .messageMonitor(axon.messageMonitor(SimpleCommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    @Bean
    AuthorizationRules auditRules() {
        String[] readers = Role.names(Role.AUDITOR, Role.OPERATOR);
        String[] everybody = {Role.AUDITOR.name(), Role.OPERATOR.name(), Role.SERVICE};
        return requests -> requests.requestMatchers(HttpMethod.GET, "/v1/integrity")
                .hasAnyRole(everybody)
                .requestMatchers(
                        HttpMethod.POST,
                        "/v1/integrity/findings/*/release",
                        "/v1/integrity/adoptions",
                        "/v1/keys/rotations")
                .hasAnyRole(Role.names(Role.OPERATOR))
                .requestMatchers(
                        HttpMethod.POST, "/v1/subjects/erasures", "/v1/holds", "/v1/holds/*/release", "/v1/prunings")
                .hasAnyRole(Role.names(Role.OPERATOR))
                .requestMatchers(HttpMethod.POST, "/v1/verifications", "/v1/exports")
                .hasAnyRole(readers)
                .requestMatchers(HttpMethod.GET, "/v1/**")
                .hasAnyRole(readers);
    }
}
