package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.approval.ApprovalEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The events of an approval by the names under which the views keep them. */
final class EventTypes {

    private static final Map<String, Class<? extends ApprovalEvent>> BY_NAME = Arrays.stream(
                    ApprovalEvent.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type.asSubclass(ApprovalEvent.class)));

    private EventTypes() {}

    static String nameOf(ApprovalEvent event) {
        return event.getClass().getSimpleName();
    }

    static Class<? extends ApprovalEvent> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name))
                .orElseThrow(() -> new IllegalStateException("Not an event of an approval: " + name));
    }
}
