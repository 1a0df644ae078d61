package dev.syndicate.approval.story;

import dev.syndicate.approval.inbox.Documents;
import dev.syndicate.approval.inbox.Requester;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.SecretKind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stories in PostgreSQL, schema {@code approval}. Ids of actions are UUIDv7: their order is that of time. */
@Repository
class JdbcStories implements Stories {

    private static final String ACTION = """
            SELECT a.proposed, a.standing, a.masks,
                   (SELECT max(v.approval::text) FROM approval_view v WHERE v.action = a.action AND v.session = a.session)
                       AS approval
            FROM action_view a
            """;

    private final JdbcClient jdbc;
    private final Documents documents;

    JdbcStories(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    @Override
    public List<Story> latest(List<WorkspaceId> workspaces, @Nullable Person requester, int limit) {
        return jdbc.sql("""
                        SELECT opened, installation, actions, last_at FROM session_view
                        WHERE workspace = ANY (:workspaces) AND (:requester::text IS NULL OR requester = :requester)
                        ORDER BY last_at DESC, session DESC
                        LIMIT :limit
                        """)
                .param("workspaces", workspaces.stream().map(WorkspaceId::value).toArray(String[]::new))
                .param("requester", requester == null ? null : Requester.key(requester))
                .param("limit", limit)
                .query(this::storyRow)
                .list();
    }

    @Override
    public Optional<Story> find(SessionId session) {
        return jdbc.sql("SELECT opened, installation, actions, last_at FROM session_view WHERE session = :session")
                .param("session", session.value())
                .query(this::storyRow)
                .optional();
    }

    @Override
    public List<StoryAction> actions(SessionId session, @Nullable ActionId until, int limit) {
        return jdbc.sql(ACTION + """
                        WHERE a.session = :session AND (:until::uuid IS NULL OR a.action <= :until)
                        ORDER BY a.action DESC
                        LIMIT :limit
                        """)
                .param("session", session.value())
                .param("until", until == null ? null : until.value())
                .param("limit", limit)
                .query(this::actionRow)
                .list()
                .reversed();
    }

    @Override
    public Optional<StoryAction> action(ActionId action) {
        return jdbc.sql(ACTION + "WHERE a.action = :action")
                .param("action", action.value())
                .query(this::actionRow)
                .optional();
    }

    private Story storyRow(ResultSet row, int number) throws SQLException {
        byte[] installation = row.getBytes("installation");
        return new Story(
                documents.read(row.getBytes("opened"), SessionOpened.class),
                installation == null ? null : documents.read(installation, InstallationSeen.class),
                row.getLong("actions"),
                row.getTimestamp("last_at").toInstant());
    }

    private StoryAction actionRow(ResultSet row, int number) throws SQLException {
        String approval = row.getString("approval");
        return new StoryAction(
                documents.read(row.getBytes("proposed"), ActionProposed.class),
                documents.read(row.getBytes("standing"), Standing.class),
                masks(row.getArray("masks")),
                approval == null ? null : new ApprovalId(UUID.fromString(approval)));
    }

    /** Until policy has judged an action, whatever might be masked is. */
    private static Masks masks(@Nullable Array kinds) throws SQLException {
        return kinds == null
                ? Masks.all()
                : Masks.of(Stream.of((String[]) kinds.getArray())
                        .map(SecretKind::of)
                        .toList());
    }
}
