package dev.syndicate.contracts.policy;

import dev.syndicate.contracts.event.DomainEvent;

/**
 * The events of the policy line; policy-service alone appends them.
 */
public sealed interface PolicyEvent extends DomainEvent permits PolicyActivated, PolicyPublished {}
