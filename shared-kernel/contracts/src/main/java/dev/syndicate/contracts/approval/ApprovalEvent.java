package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;

/**
 * The events of one approval; approval-service alone appends them.
 */
public sealed interface ApprovalEvent extends DomainEvent
        permits AmendmentRefused,
                ApprovalAmended,
                ApprovalCommented,
                ApprovalDenied,
                ApprovalEscalated,
                ApprovalExpired,
                ApprovalGranted,
                ApprovalRequested,
                ApprovalRequirementChanged,
                ApprovalSuperseded,
                ApprovalWithdrawn,
                RoundOpened,
                StandingGrantRevoked,
                StandingGranted,
                VoteCast,
                VoteRefused {

    ApprovalId approval();

    ActionId action();
}
