package dev.syndicate.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MessageCorrelationTest {

    private final List<@Nullable String> seen = new ArrayList<>();

    @AfterEach
    void clear() {
        MDC.remove(Correlation.MEMBER);
    }

    @Test
    void aRequestKeepsItsIdWhenItsThreadHandlesAnEvent() throws Exception {
        MDC.put(Correlation.MEMBER, "of the request");

        handle();

        assertThat(seen).containsExactly("of the event");
        assertThat(MDC.get(Correlation.MEMBER)).isEqualTo("of the request");
    }

    @Test
    void aThreadWithoutOneIsLeftWithoutOne() throws Exception {
        handle();

        assertThat(seen).containsExactly("of the event");
        assertThat(MDC.get(Correlation.MEMBER)).isNull();
    }

    private void handle() throws Exception {
        EventMessage<String> event = GenericEventMessage.<String>asEventMessage("something")
                .andMetaData(Map.of(Correlation.MEMBER, "of the event"));
        DefaultUnitOfWork<EventMessage<String>> work = DefaultUnitOfWork.startAndGet(event);
        try {
            new MessageCorrelation.OnEvents().handle(work, () -> seen.add(MDC.get(Correlation.MEMBER)));
        } finally {
            work.rollback();
        }
    }
}
