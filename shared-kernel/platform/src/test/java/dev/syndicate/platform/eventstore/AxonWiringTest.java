package dev.syndicate.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AxonWiringTest {

    static Object[] fallbacks() {
        return new Object[] {
            new InMemoryEventStorageEngine(),
            new InMemoryTokenStore(),
            NoTransactionManager.instance(),
            SimpleEventBus.builder().build()
        };
    }

    @ParameterizedTest
    @MethodSource("fallbacks")
    void refusesAxonsFallbacks(Object fallback) {
        new ApplicationContextRunner()
                .withBean("fallback", Object.class, () -> fallback)
                .run(context -> assertThatThrownBy(() -> AxonWiring.check(context))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Axon's auto-configuration ran"));
    }

    @Test
    void refusesAnEmptyContext() {
        assertThatThrownBy(() -> AxonWiring.check(new StaticListableBeanFactory()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no ");
    }

    @Test
    void keepsOutWhatCallsOutOrDeserialisesAnything() {
        String[] candidates = {
            "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            null
        };

        assertThat(new WithoutUnwantedAutoConfiguration().match(candidates, null))
                .containsExactly(false, false, true, true);
    }

    @Test
    void namesClassesThatExist() {
        for (String name : WithoutUnwantedAutoConfiguration.UNWANTED) {
            assertThatCode(() -> Class.forName(name, false, getClass().getClassLoader()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void recognisesADuplicateKeyHoweverDeepItLies() {
        DuplicateKeys keys = new DuplicateKeys();
        SQLException duplicate = new SQLException("text", "23505");

        assertThat(keys.isDuplicateKeyViolation(new RuntimeException(new RuntimeException(duplicate))))
                .isTrue();
        assertThat(keys.isDuplicateKeyViolation(new SQLException("text", "23514")))
                .isFalse();
        assertThat(keys.isDuplicateKeyViolation(new RuntimeException("23505"))).isFalse();
    }
}
