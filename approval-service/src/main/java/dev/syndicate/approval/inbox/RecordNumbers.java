package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Under which number a vote is on the record. */
@Component
public class RecordNumbers {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration STEP = Duration.ofMillis(25);

    private final JdbcClient jdbc;

    RecordNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The record's number; empty while audit-service has not recorded the vote. */
    public Optional<Long> of(ApprovalId approval, VoteId vote) {
        return jdbc.sql(
                        "SELECT content.record_of(event::uuid) FROM vote_view WHERE approval = :approval AND vote = :vote")
                .param("approval", approval.value())
                .param("vote", vote.value())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .optional()
                .flatMap(number -> number);
    }

    /** The same, after waiting a moment for it. */
    public Optional<Long> await(ApprovalId approval, VoteId vote) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Long> number = of(approval, vote);
        while (number.isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return number;
            }
            number = of(approval, vote);
        }
        return number;
    }
}
