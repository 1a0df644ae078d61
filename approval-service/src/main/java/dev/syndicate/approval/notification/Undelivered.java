package dev.syndicate.approval.notification;

import dev.syndicate.contracts.id.ApprovalId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was given up, kept for a time so that it can be seen. What it would have told stands in the console all along. */
@Repository
class Undelivered {

    private final JdbcClient jdbc;
    private final NotificationSettings settings;
    private final Clock clock;

    Undelivered(JdbcClient jdbc, NotificationSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Keeps a notice that nobody took. */
    void keep(String channel, String notice, ApprovalId approval, int attempts, String reason) {
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO undelivered_notification (channel, notice, approval, attempts, reason, failed_at)
                        VALUES (:channel, :notice, :approval, :attempts, :reason, :now)
                        ON CONFLICT (channel, notice) DO NOTHING
                        """)
                .param("channel", channel)
                .param("notice", notice)
                .param("approval", approval.value())
                .param("attempts", attempts)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("DELETE FROM undelivered_notification WHERE failed_at < :before")
                .param("before", now.minus(settings.keep()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
