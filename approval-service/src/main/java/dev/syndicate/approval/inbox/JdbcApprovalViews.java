package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The views in PostgreSQL, schema {@code approval}. */
@Repository
class JdbcApprovalViews implements ApprovalViews {

    private static final String COLUMNS = "approval, request, synopsis, ending";

    private final JdbcClient jdbc;
    private final Documents documents;

    JdbcApprovalViews(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    @Override
    public Optional<ApprovalView> find(ApprovalId approval) {
        return withVotes(jdbc.sql("SELECT " + COLUMNS + " FROM approval_view WHERE approval = :approval")
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
        return withVotes(jdbc.sql("""
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

    @Override
    public List<ApprovalView> open(Collection<WorkspaceId> workspaces, int limit) {
        return withVotes(jdbc.sql("""
                        SELECT %s
                        FROM approval_view
                        WHERE state = 'open' AND workspace = ANY (:workspaces)
                        ORDER BY risk DESC, expires_at, approval
                        LIMIT :limit
                        """.formatted(COLUMNS))
                .param("workspaces", names(workspaces))
                .param("limit", limit)
                .query(this::row)
                .list());
    }

    @Override
    public List<ApprovalView> ended(Collection<WorkspaceId> workspaces, int limit) {
        return withVotes(jdbc.sql("""
                        SELECT %s
                        FROM approval_view
                        WHERE state <> 'open' AND workspace = ANY (:workspaces)
                        ORDER BY ended_at DESC, approval DESC
                        LIMIT :limit
                        """.formatted(COLUMNS))
                .param("workspaces", names(workspaces))
                .param("limit", limit)
                .query(this::row)
                .list());
    }

    @Override
    public long countOpen() {
        return jdbc.sql("SELECT count(*) FROM approval_view WHERE state = 'open'")
                .query(Long.class)
                .single();
    }

    private record Row(
            UUID approval,
            ApprovalRequested request,
            Synopsis synopsis,
            @Nullable Ending ending) {}

    private record Votes(List<VoteCast> cast, List<VoteRefused> refused) {

        static final Votes NONE = new Votes(List.of(), List.of());
    }

    private Row row(ResultSet row, int number) throws SQLException {
        byte[] ending = row.getBytes("ending");
        return new Row(
                row.getObject("approval", UUID.class),
                documents.read(row.getBytes("request"), ApprovalRequested.class),
                documents.read(row.getBytes("synopsis"), Synopsis.class),
                ending == null ? null : documents.read(ending, Ending.class));
    }

    private List<ApprovalView> withVotes(List<Row> rows) {
        Map<UUID, Votes> votes = votesOn(rows.stream().map(Row::approval).toArray(UUID[]::new));
        return rows.stream()
                .map(row -> {
                    Votes own = votes.getOrDefault(row.approval(), Votes.NONE);
                    return new ApprovalView(row.request(), row.synopsis(), row.ending(), own.cast(), own.refused());
                })
                .toList();
    }

    private Map<UUID, Votes> votesOn(UUID[] approvals) {
        Map<UUID, Votes> votes = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT approval, counted, document
                        FROM vote_view
                        WHERE approval = ANY (:approvals)
                        ORDER BY approval, position
                        """).param("approvals", approvals).query(row -> {
            Votes own = votes.computeIfAbsent(
                    row.getObject("approval", UUID.class), _ -> new Votes(new ArrayList<>(), new ArrayList<>()));
            if (row.getBoolean("counted")) {
                own.cast().add(documents.read(row.getBytes("document"), VoteCast.class));
            } else {
                own.refused().add(documents.read(row.getBytes("document"), VoteRefused.class));
            }
        });
        return votes;
    }

    private static String[] names(Collection<WorkspaceId> workspaces) {
        return workspaces.stream().map(WorkspaceId::value).toArray(String[]::new);
    }
}
