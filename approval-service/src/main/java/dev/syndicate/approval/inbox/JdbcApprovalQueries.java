package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The lists in PostgreSQL. A page begins after the last row of the page before, found by its own columns, so rows that
 * come and go in between neither repeat nor skip any.
 */
@Repository
class JdbcApprovalQueries implements ApprovalQueries {

    private static final int CHOICES = 20;

    private static final String MATCHING = """
            FROM approval_view a
            WHERE workspace = ANY (:workspaces)
              AND state = ANY (:states)
              AND (:requester::text IS NULL OR requester = :requester)
              AND (:asked::text[] IS NULL OR asked = ANY (:asked))
              AND (:votable::text IS NULL OR requester <> :votable AND :votable <> ALL (amenders) AND NOT EXISTS (
                    SELECT 1 FROM vote_view v WHERE v.approval = a.approval AND v.counted
                      AND :votable IN (v.reviewer, v.on_behalf_of)))
              AND (:voted::text IS NULL OR EXISTS (
                    SELECT 1 FROM vote_view v WHERE v.approval = a.approval AND v.counted AND v.reviewer = :voted))
              AND (:risk::int IS NULL OR risk = :risk)
              AND (:kind::text IS NULL OR kind = :kind)
              AND (:tier::text IS NULL OR tier = :tier)
              AND (:repository::text IS NULL OR repository = :repository)
              AND (:name::text IS NULL OR requester_name = :name)
              AND (:words = '' OR strpos(words, :words) > 0)
            """;

    private final JdbcClient jdbc;
    private final JdbcApprovalViews views;

    JdbcApprovalQueries(JdbcClient jdbc, JdbcApprovalViews views) {
        this.jdbc = jdbc;
        this.views = views;
    }

    @Override
    public List<ApprovalView> page(ApprovalQuery query, int limit) {
        return views.inOrder(ids(query, limit));
    }

    @Override
    public List<ApprovalId> ids(ApprovalQuery query, int limit) {
        ApprovalQuery.Order order = query.order();
        return jdbc.sql("""
                        SELECT approval
                        %1$s AND (:after::uuid IS NULL
                            OR (%2$s) %3$s (SELECT %2$s FROM approval_view WHERE approval = :after))
                        ORDER BY %4$s
                        LIMIT :limit
                        """.formatted(MATCHING, order.columns(), order.behind(), order.sorted()))
                .params(parameters(query))
                .param("after", query.after() == null ? null : query.after().value())
                .param("limit", limit)
                .query((row, _) -> new ApprovalId(row.getObject("approval", UUID.class)))
                .list();
    }

    @Override
    public long count(ApprovalQuery query) {
        return jdbc.sql("SELECT count(*) " + MATCHING)
                .params(parameters(query))
                .query(Long.class)
                .single();
    }

    @Override
    public List<Choice> repositories(List<WorkspaceId> workspaces) {
        return choices("repository", workspaces);
    }

    @Override
    public List<Choice> requesters(List<WorkspaceId> workspaces) {
        return choices("requester_name", workspaces);
    }

    /** The oldest of each: others may be asked besides in it already, a moment before the row says so. */
    @Override
    public Map<String, ApprovalView> asked(List<WorkspaceId> workspaces) {
        Map<String, ApprovalId> one = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT DISTINCT ON (asked) asked, approval
                        FROM approval_view
                        WHERE state = 'open' AND workspace = ANY (:workspaces)
                        ORDER BY asked, approval
                        """).param("workspaces", names(workspaces)).query(row -> {
            one.put(row.getString("asked"), new ApprovalId(row.getObject("approval", UUID.class)));
        });
        Map<ApprovalId, ApprovalView> found = views.inOrder(List.copyOf(one.values())).stream()
                .collect(Collectors.toMap(view -> view.request().approval(), Function.identity()));
        Map<String, ApprovalView> asked = new LinkedHashMap<>();
        one.forEach((sets, approval) -> {
            ApprovalView view = found.get(approval);
            if (view != null) {
                asked.put(sets, view);
            }
        });
        return asked;
    }

    private List<Choice> choices(String column, List<WorkspaceId> workspaces) {
        return jdbc.sql("""
                        SELECT %1$s AS value, count(*) AS count
                        FROM approval_view
                        WHERE state = 'open' AND workspace = ANY (:workspaces) AND %1$s <> ''
                        GROUP BY 1
                        ORDER BY 2 DESC, 1
                        LIMIT :limit
                        """.formatted(column))
                .param("workspaces", names(workspaces))
                .param("limit", CHOICES)
                .query((row, _) -> new Choice(row.getString("value"), row.getLong("count")))
                .list();
    }

    private static Map<String, @Nullable Object> parameters(ApprovalQuery query) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("workspaces", names(query.workspaces()));
        parameters.put(
                "states", query.states().stream().map(ApprovalState::wireName).toArray(String[]::new));
        parameters.put("requester", key(query.requester()));
        parameters.put("asked", query.asked() == null ? null : query.asked().toArray(String[]::new));
        parameters.put("votable", key(query.votable()));
        parameters.put("voted", key(query.voted()));
        parameters.put("risk", query.risk() == null ? null : query.risk().ordinal());
        parameters.put("kind", query.kind() == null ? null : query.kind().wireName());
        parameters.put("tier", query.tier() == null ? null : query.tier().name());
        parameters.put("repository", query.repository());
        parameters.put("name", query.requesterName());
        parameters.put("words", Listing.storable(query.words()).toLowerCase(Locale.ROOT));
        return parameters;
    }

    private static @Nullable String key(@Nullable Person person) {
        return person == null ? null : Requester.key(person);
    }

    private static String[] names(List<WorkspaceId> workspaces) {
        return workspaces.stream().map(WorkspaceId::value).toArray(String[]::new);
    }
}
