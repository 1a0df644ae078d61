package dev.syndicate.policy.release;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The published versions, as the table {@code policy.policy_version} holds them. */
@Repository
public class PolicyVersions {

    private static final String SELECT = """
            SELECT version, bundle_digest, bundle_size, description, author, published_at, releaser, activated_at, active
            FROM policy.policy_version
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PolicyVersions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<PolicyVersionView> find(PolicyVersion version) {
        return jdbc.sql(SELECT + "WHERE version = :version")
                .param("version", version.toString())
                .query(this::view)
                .optional();
    }

    /** The one that decides now. */
    public Optional<PolicyVersionView> active() {
        return jdbc.sql(SELECT + "WHERE active").query(this::view).optional();
    }

    /** The newest first, those with a counter below {@code before}. */
    List<PolicyVersionView> list(long before, int limit) {
        return jdbc.sql(SELECT + "WHERE counter < :before ORDER BY counter DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(this::view)
                .list();
    }

    void add(PolicyPublished published) {
        jdbc.sql("""
                        INSERT INTO policy.policy_version
                            (counter, version, bundle_digest, bundle_size, description, author, published_at)
                        VALUES (:counter, :version, :digest, :size, :description, :author, :at)
                        """)
                .param("counter", published.version().counter())
                .param("version", published.version().toString())
                .param("digest", published.bundle().digest().bytes())
                .param("size", published.bundle().size())
                .param("description", published.description())
                .param("author", json.writeValueAsString(published.author()))
                .param("at", at(published.occurredAt()))
                .update();
    }

    /** In two steps, because at no moment may two versions be active. */
    void activate(PolicyActivated activated) {
        jdbc.sql("UPDATE policy.policy_version SET active = false WHERE active").update();
        int rows = jdbc.sql("""
                        UPDATE policy.policy_version
                        SET active = true, releaser = :releaser, activated_at = :at
                        WHERE version = :version
                        """)
                .param("releaser", json.writeValueAsString(activated.releaser()))
                .param("at", at(activated.occurredAt()))
                .param("version", activated.version().toString())
                .update();
        if (rows != 1) {
            throw new IllegalStateException("Version %s has no row".formatted(activated.version()));
        }
    }

    private PolicyVersionView view(ResultSet row, int index) throws SQLException {
        return new PolicyVersionView(
                PolicyVersion.parse(row.getString("version")),
                new ContentRef(Digest.ofHash(row.getBytes("bundle_digest")), row.getLong("bundle_size")),
                row.getString("description"),
                json.readValue(row.getString("author"), Person.class),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                person(row.getString("releaser")),
                instant(row.getObject("activated_at", OffsetDateTime.class)),
                row.getBoolean("active"));
    }

    private @Nullable Person person(@Nullable String text) {
        return text == null ? null : json.readValue(text, Person.class);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
