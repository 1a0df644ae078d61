package dev.syndicate.platform.eventstore;

import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.micrometer.GlobalMetricRegistry;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Refuses to start on anything but the intended parts. Axon falls back to in-memory stores, no transactions and Java
 * serialisation without a word when its auto-configuration runs in the wrong order.
 */
final class AxonWiring {

    private static final Map<Class<?>, Class<?>> EXPECTED = Map.of(
            EventStorageEngine.class, PostgresEventStorageEngine.class,
            EventBus.class, PostgresEventStore.class,
            TokenStore.class, JdbcTokenStore.class,
            TransactionManager.class, SpringTransactionManager.class,
            GlobalMetricRegistry.class, GlobalMetricRegistry.class);

    private AxonWiring() {}

    /** Throws {@link IllegalStateException} that names the first part that is missing or not the intended one. */
    static void check(ListableBeanFactory beans) {
        EXPECTED.forEach((type, intended) -> require(type, intended, single(beans, type)));
        beans.getBeansOfType(Serializer.class)
                .values()
                .forEach(found -> require(Serializer.class, JacksonSerializer.class, found));
    }

    private static Object single(BeanFactory beans, Class<?> type) {
        Object found = beans.getBeanProvider(type).getIfAvailable();
        if (found == null) {
            throw new IllegalStateException(
                    "there is no " + type.getName() + "; Axon's auto-configuration ran too early");
        }
        return found;
    }

    private static void require(Class<?> type, Class<?> intended, Object found) {
        if (!intended.isInstance(found)) {
            throw new IllegalStateException(
                    "the " + type.getName() + " is a " + found.getClass().getName() + ", not a " + intended.getName()
                            + "; Axon's auto-configuration ran in another order than intended");
        }
    }
}
