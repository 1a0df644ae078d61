package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.event.DomainEvent;

/**
 * The events of verification and integrity; audit-service alone appends them.
 */
public sealed interface AuditEvent extends DomainEvent
        permits IntegrityFindingReleased,
                IntegrityViolationFound,
                LegalHoldPlaced,
                LegalHoldReleased,
                LogAdopted,
                LogKeyRotated,
                RecordsExported,
                RecordsPruned,
                RecordsRead,
                SubjectErased,
                VerificationCompleted {}
