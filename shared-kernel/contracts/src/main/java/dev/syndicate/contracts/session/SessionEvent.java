package dev.syndicate.contracts.session;

import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.id.SessionId;

/**
 * The events of one session; execution-gateway alone appends them.
 */
public sealed interface SessionEvent extends DomainEvent
        permits SessionClosed,
                SessionOpened,
                InstallationSeen,
                EnforcementGapReported,
                UngovernedCallObserved,
                CanaryReported {

    SessionId session();
}
