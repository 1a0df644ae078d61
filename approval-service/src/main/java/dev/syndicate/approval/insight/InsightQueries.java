package dev.syndicate.approval.insight;

import dev.syndicate.contracts.id.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what was decided, from the views. */
@Component
public class InsightQueries {

    private static final int LISTED = 12;

    private static final String COUNTS = """
            count(*) FILTER (WHERE state = 'granted') AS granted,
            count(*) FILTER (WHERE state = 'denied') AS denied,
            count(*) FILTER (WHERE state = 'expired') AS expired,
            count(*) FILTER (WHERE state NOT IN ('granted', 'denied', 'expired')) AS other,
            coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - requested_at))
                FILTER (WHERE state IN ('granted', 'denied')), 0) AS median
            """;

    private static final String ENDED = """
            FROM approval_view
            WHERE state <> 'open' AND ended_at >= :since AND workspace = ANY (:workspaces)
            """;

    private final JdbcClient jdbc;

    InsightQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of what ended since then in these workspaces. */
    public Insights since(Instant since, List<WorkspaceId> workspaces) {
        return new Insights(
                statement("SELECT " + COUNTS + ENDED, since, workspaces)
                        .query(InsightQueries::count)
                        .single(),
                days(since, workspaces),
                groups("kind", since, workspaces),
                groups("rule", since, workspaces),
                reviewers(since, workspaces),
                reading(since, workspaces));
    }

    /** Of votes for which the request was opened: one may deny unread. */
    private @Nullable Double reading(Instant since, List<WorkspaceId> workspaces) {
        return statement("""
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM v.voted_at - v.opened_at)) AS reading
                FROM vote_view v
                JOIN approval_view a ON a.approval = v.approval
                WHERE v.counted AND v.voted_at >= :since AND a.workspace = ANY (:workspaces)
                """, since, workspaces)
                .query((row, _) -> Optional.ofNullable(row.getObject("reading", Double.class)))
                .single()
                .orElse(null);
    }

    private List<Insights.Day> days(Instant since, List<WorkspaceId> workspaces) {
        String waited = "WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - requested_at))";
        String sql = """
                SELECT (ended_at AT TIME ZONE 'UTC')::date AS day, count(*) AS ended,
                       percentile_cont(0.5) %1$s AS half, percentile_cont(0.95) %1$s AS most
                %2$s
                GROUP BY 1
                ORDER BY 1
                """.formatted(waited, ENDED);
        return statement(sql, since, workspaces)
                .query((row, _) -> new Insights.Day(
                        row.getObject("day", LocalDate.class),
                        row.getLong("ended"),
                        row.getDouble("half"),
                        row.getDouble("most")))
                .list();
    }

    private List<Insights.Group> groups(String column, Instant since, List<WorkspaceId> workspaces) {
        String sql = "SELECT %1$s AS name, %2$s %3$s GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %4$d"
                .formatted(column, COUNTS, ENDED, LISTED);
        return statement(sql, since, workspaces)
                .query((row, number) -> new Insights.Group(row.getString("name"), count(row, number)))
                .list();
    }

    private List<Insights.Reviewer> reviewers(Instant since, List<WorkspaceId> workspaces) {
        String sql = """
                SELECT max(v.reviewer_name) AS name, count(*) AS votes,
                       avg(CASE WHEN v.choice = 'approve' THEN 1 ELSE 0 END) AS approved,
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM v.voted_at - a.requested_at))
                           AS median,
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM v.voted_at - v.opened_at))
                           AS reading
                FROM vote_view v
                JOIN approval_view a ON a.approval = v.approval
                WHERE v.counted AND v.voted_at >= :since AND a.workspace = ANY (:workspaces)
                GROUP BY v.reviewer
                ORDER BY 2 DESC, 1
                LIMIT %d
                """.formatted(LISTED);
        return statement(sql, since, workspaces)
                .query((row, _) -> new Insights.Reviewer(
                        row.getString("name"),
                        row.getLong("votes"),
                        row.getDouble("approved"),
                        row.getDouble("median"),
                        row.getObject("reading", Double.class)))
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, Instant since, List<WorkspaceId> workspaces) {
        return jdbc.sql(sql)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("workspaces", workspaces.stream().map(WorkspaceId::value).toArray(String[]::new));
    }

    private static Insights.Count count(ResultSet row, int number) throws SQLException {
        return new Insights.Count(
                row.getLong("granted"),
                row.getLong("denied"),
                row.getLong("expired"),
                row.getLong("other"),
                row.getDouble("median"));
    }
}
