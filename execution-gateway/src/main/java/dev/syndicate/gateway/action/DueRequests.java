package dev.syndicate.gateway.action;

import dev.syndicate.gateway.request.DueWork;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Does again what approval-service has not answered and what is not judged yet, whichever gateway wrote it down. */
@Component
class DueRequests {

    private static final int BATCH = 50;

    private final JdbcDueWork due;
    private final ApprovalRequests requests;
    private final Amendments amendments;
    private final ActionSettings settings;
    private final Clock clock;

    DueRequests(
            JdbcDueWork due, ApprovalRequests requests, Amendments amendments, ActionSettings settings, Clock clock) {
        this.due = due;
        this.requests = requests;
        this.amendments = amendments;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void send() {
        Instant now = clock.instant();
        Instant next = now.plus(settings.resendAfter());
        DueWork.each("A request", () -> due.takeDueRequests(now, next, BATCH), requests::request);
        DueWork.each("A withdrawal", () -> due.takeDueWithdrawals(now, next, BATCH), requests::withdraw);
        DueWork.each("An amendment", () -> due.takeDueAmendments(now, next, BATCH), amendments::judge);
    }
}
