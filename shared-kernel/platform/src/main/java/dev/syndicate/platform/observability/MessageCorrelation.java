package dev.syndicate.platform.observability;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the correlation id from requests to commands, from commands to events, and from events to whatever handles
 * them. Beside it, {@code causationId} names the message that an event came from.
 */
final class MessageCorrelation {

    static final String CAUSATION = "causationId";

    private MessageCorrelation() {}

    /** What a message hands on to the messages that it causes. */
    static class Provider implements CorrelationDataProvider {

        @Override
        public Map<String, ?> correlationDataFor(Message<?> message) {
            Object correlation = message.getMetaData().get(Correlation.MEMBER);
            return Map.of(
                    Correlation.MEMBER,
                    correlation == null ? message.getIdentifier() : correlation,
                    CAUSATION,
                    message.getIdentifier());
        }
    }

    /** Puts the request's id on commands. */
    static class OnDispatch implements MessageDispatchInterceptor<CommandMessage<?>> {

        @Override
        public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
                List<? extends CommandMessage<?>> messages) {
            return (index, command) -> Correlation.current()
                    .filter(id -> !command.getMetaData().containsKey(Correlation.MEMBER))
                    .<CommandMessage<?>>map(id -> command.andMetaData(Map.of(Correlation.MEMBER, id)))
                    .orElse(command);
        }
    }

    /** Puts an event's id on the log lines of its handlers. */
    static class OnEvents implements MessageHandlerInterceptor<EventMessage<?>> {

        @Override
        public Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
                throws Exception {
            Object id = unitOfWork.getMessage().getMetaData().get(Correlation.MEMBER);
            if (id == null) {
                return chain.proceed();
            }
            // A handler may run in the thread of a request, which has an id of its own and goes on afterwards.
            String before = MDC.get(Correlation.MEMBER);
            MDC.put(Correlation.MEMBER, id.toString());
            try {
                return chain.proceed();
            } finally {
                restore(before);
            }
        }

        private static void restore(@Nullable String before) {
            if (before == null) {
                MDC.remove(Correlation.MEMBER);
            } else {
                MDC.put(Correlation.MEMBER, before);
            }
        }
    }
}
