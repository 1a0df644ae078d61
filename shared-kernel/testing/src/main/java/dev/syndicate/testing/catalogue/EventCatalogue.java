package dev.syndicate.testing.catalogue;

import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.DelegationEvent;
import dev.syndicate.contracts.audit.AuditEvent;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.execution.ActionEvent;
import dev.syndicate.contracts.execution.RevocationEvent;
import dev.syndicate.contracts.policy.PolicyEvent;
import dev.syndicate.contracts.session.SessionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every event type that may be stored, found through the sealed interfaces, so that none can be forgotten. */
public final class EventCatalogue {

    private static final List<Class<? extends DomainEvent>> FAMILIES = List.of(
            PolicyEvent.class,
            SessionEvent.class,
            ActionEvent.class,
            RevocationEvent.class,
            ApprovalEvent.class,
            DelegationEvent.class,
            AuditEvent.class);

    private EventCatalogue() {}

    /** The event types in the order of their families, then by name. */
    public static Stream<Class<? extends DomainEvent>> types() {
        return FAMILIES.stream()
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .map(type -> type.<DomainEvent>asSubclass(DomainEvent.class));
    }
}
