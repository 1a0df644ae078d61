package dev.syndicate.gateway.action;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends again what approval-service has not answered, whichever gateway wrote it down. */
@Component
class DueRequests {

    private static final Logger LOG = LoggerFactory.getLogger(DueRequests.class);
    private static final int BATCH = 50;

    private final JdbcActions actions;
    private final ApprovalRequests requests;
    private final ActionSettings settings;
    private final Clock clock;

    DueRequests(JdbcActions actions, ApprovalRequests requests, ActionSettings settings, Clock clock) {
        this.actions = actions;
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void send() {
        Instant now = clock.instant();
        Instant next = now.plus(settings.resendAfter());
        try {
            actions.takeDueRequests(now, next, BATCH).forEach(requests::request);
            actions.takeDueWithdrawals(now, next, BATCH).forEach(requests::withdraw);
        } catch (RuntimeException failed) {
            LOG.warn(
                    "Due requests wait for the next time: {}", failed.getClass().getSimpleName());
        }
    }
}
