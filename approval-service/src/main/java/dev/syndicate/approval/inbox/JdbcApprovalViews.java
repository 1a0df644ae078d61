package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalHistory;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.StaleApprovals;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The views in PostgreSQL, schema {@code approval}. */
@Repository
class JdbcApprovalViews implements ApprovalViews, StaleApprovals {

    private static final String COLUMNS = "approval, request, synopsis";

    private final JdbcClient jdbc;
    private final Documents documents;

    JdbcApprovalViews(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    @Override
    public Optional<ApprovalView> find(ApprovalId approval) {
        return withHistory(jdbc.sql("SELECT " + COLUMNS + " FROM approval_view WHERE approval = :approval")
                        .param("approval", approval.value())
                        .query(this::row)
                        .list())
                .stream()
                .findFirst();
    }

    @Override
    public List<ApprovalView> page(
            Collection<WorkspaceId> workspaces,
            Collection<ApprovalState> states,
            @Nullable Person requester,
            @Nullable ApprovalId before,
            int limit) {
        return withHistory(jdbc.sql("""
                        SELECT %s
                        FROM approval_view
                        WHERE workspace = ANY (:workspaces)
                          AND (cardinality(:states) = 0 OR state = ANY (:states))
                          AND (:requester::text IS NULL OR requester = :requester)
                          AND (:before::uuid IS NULL OR approval < :before)
                        ORDER BY approval DESC
                        LIMIT :limit
                        """.formatted(COLUMNS))
                .param("workspaces", names(workspaces))
                .param("states", states.stream().map(ApprovalState::wireName).toArray(String[]::new))
                .param("requester", requester == null ? null : Requester.key(requester))
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(this::row)
                .list());
    }

    /** Those that are there, in this order. */
    List<ApprovalView> inOrder(List<ApprovalId> approvals) {
        List<UUID> ids = approvals.stream().map(ApprovalId::value).toList();
        return withHistory(jdbc.sql("SELECT " + COLUMNS + " FROM approval_view WHERE approval = ANY (:approvals)")
                        .param("approvals", ids.toArray(UUID[]::new))
                        .query(this::row)
                        .list())
                .stream()
                .sorted(Comparator.comparingInt(
                        view -> ids.indexOf(view.request().approval().value())))
                .toList();
    }

    @Override
    public long countOpen() {
        return jdbc.sql("SELECT count(*) FROM approval_view WHERE state = 'open'")
                .query(Long.class)
                .single();
    }

    /** Open ones, and grants of the last day that nobody has used; of the newer kind few can be stale, so few are read. */
    @Override
    public List<ApprovalId> olderThan(Instant clearSince) {
        return jdbc.sql("""
                        SELECT approval
                        FROM approval_view
                        WHERE oldest_vote_at < :since
                          AND (state = 'open' OR state = 'granted' AND NOT spent AND ended_at > :since - interval '1 day')
                        ORDER BY approval
                        LIMIT 500
                        """)
                .param("since", clearSince.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new ApprovalId(row.getObject("approval", UUID.class)))
                .list();
    }

    private record Row(UUID approval, ApprovalRequested request, Synopsis synopsis) {}

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("approval", UUID.class),
                documents.read(row.getBytes("request"), ApprovalRequested.class),
                documents.read(row.getBytes("synopsis"), Synopsis.class));
    }

    private List<ApprovalView> withHistory(List<Row> rows) {
        Map<UUID, List<ApprovalEvent>> later =
                eventsOf(rows.stream().map(Row::approval).toArray(UUID[]::new));
        return rows.stream()
                .map(row -> {
                    List<ApprovalEvent> events = new ArrayList<>(List.of(row.request()));
                    events.addAll(later.getOrDefault(row.approval(), List.of()));
                    return new ApprovalView(ApprovalHistory.of(events), row.synopsis());
                })
                .toList();
    }

    private Map<UUID, List<ApprovalEvent>> eventsOf(UUID[] approvals) {
        Map<UUID, List<ApprovalEvent>> events = new HashMap<>();
        jdbc.sql("""
                        SELECT approval, type, document
                        FROM event_view
                        WHERE approval = ANY (:approvals)
                        ORDER BY approval, position
                        """).param("approvals", approvals).query(row -> {
            events.computeIfAbsent(row.getObject("approval", UUID.class), _ -> new ArrayList<>())
                    .add(documents.read(row.getBytes("document"), EventTypes.named(row.getString("type"))));
        });
        return events;
    }

    private static String[] names(Collection<WorkspaceId> workspaces) {
        return workspaces.stream().map(WorkspaceId::value).toArray(String[]::new);
    }
}
