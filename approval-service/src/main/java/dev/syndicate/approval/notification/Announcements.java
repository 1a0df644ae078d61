package dev.syndicate.approval.notification;

import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which channels were asked about approvals that are open: whoever was asked is told when it is over. */
@Repository
class Announcements {

    private final JdbcClient jdbc;

    Announcements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the channel was not among them yet. */
    boolean add(ApprovalId approval, String channel) {
        return jdbc.sql("""
                        INSERT INTO announcement (approval, channel) VALUES (:approval, :channel)
                        ON CONFLICT (approval, channel) DO NOTHING
                        """)
                        .param("approval", approval.value())
                        .param("channel", channel)
                        .update()
                == 1;
    }

    /** The channels that were asked; from here on none is. */
    List<String> close(ApprovalId approval) {
        return jdbc.sql("DELETE FROM announcement WHERE approval = :approval RETURNING channel")
                .param("approval", approval.value())
                .query((row, _) -> row.getString("channel"))
                .list();
    }
}
