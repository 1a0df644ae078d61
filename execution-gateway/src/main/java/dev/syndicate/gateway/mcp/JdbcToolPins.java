package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.gateway.mcp.upstream.ToolDefinition;
import dev.syndicate.gateway.policy.PinnedTools;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The definitions that were ever seen; the first one of each tool is its pin. */
@Component
class JdbcToolPins implements PinnedTools {

    /** A server that changes its mind without end is not written down without end. */
    private static final int MAX_SEEN = 50;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Set<Digest> written = ConcurrentHashMap.newKeySet();

    JdbcToolPins(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A definition as it was seen.
     *
     * @param pinned whether it was the tool's first
     */
    record Seen(String server, String tool, Digest digest, boolean pinned, Instant firstSeenAt) {}

    /** Writes down what is new. */
    void see(ToolDefinition tool) {
        Digest digest = tool.digest();
        if (written.contains(digest)) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO gateway.tool_definition (server, tool, digest, definition, pinned, first_seen_at)
                        SELECT :server, :tool, :digest, :definition, count(*) = 0, :now
                        FROM gateway.tool_definition d
                        WHERE d.server = :server AND d.tool = :tool
                        HAVING count(*) < :most
                        ON CONFLICT DO NOTHING
                        """)
                .param("server", tool.server())
                .param("tool", tool.name())
                .param("digest", digest.bytes())
                .param("definition", new String(tool.pinned(), StandardCharsets.UTF_8))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", MAX_SEEN)
                .update();
        written.add(digest);
    }

    @Override
    public boolean isChanged(ToolReference tool) {
        String server = tool.server();
        Digest digest = tool.definitionDigest();
        return server != null && digest != null && isChanged(server, name(tool), digest);
    }

    /** The server's own name of the tool: the canonical one without the server. */
    private static String name(ToolReference tool) {
        String prefix = tool.server() + "/";
        return tool.canonicalName().startsWith(prefix)
                ? tool.canonicalName().substring(prefix.length())
                : tool.canonicalName();
    }

    private boolean isChanged(String server, String tool, Digest digest) {
        return jdbc.sql("""
                        SELECT d.digest <> :digest
                        FROM gateway.tool_definition d
                        WHERE d.server = :server AND d.tool = :tool AND d.pinned
                        """)
                .param("server", server)
                .param("tool", tool)
                .param("digest", digest.bytes())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Everything that was seen, the newest last. */
    List<Seen> all() {
        return jdbc.sql("""
                        SELECT server, tool, digest, pinned, first_seen_at
                        FROM gateway.tool_definition
                        ORDER BY server, tool, first_seen_at
                        LIMIT 10000
                        """)
                .query((row, _) -> new Seen(
                        row.getString("server"),
                        row.getString("tool"),
                        Digest.ofHash(row.getBytes("digest")),
                        row.getBoolean("pinned"),
                        row.getObject("first_seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The pinned form of a definition. */
    Optional<String> definition(Digest digest) {
        return jdbc.sql("SELECT definition FROM gateway.tool_definition WHERE digest = :digest LIMIT 1")
                .param("digest", digest.bytes())
                .query(String.class)
                .optional();
    }
}
