package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.id.DelegationId;

/**
 * The events of one delegation; approval-service alone appends them.
 */
public sealed interface DelegationEvent extends DomainEvent permits DelegationGiven, DelegationRevoked {

    DelegationId delegation();
}
