package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many equal calls there were. */
@Component
class JdbcUnnamedCalls {

    private final JdbcClient jdbc;

    JdbcUnnamedCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Equal calls, and the newest of them. */
    record Known(Digest call, int ordinal) {}

    /** The newest of the equal calls, counted from 1; the first one begins here. */
    int newest(SessionId session, Digest call, String tool) {
        jdbc.sql("""
                        INSERT INTO gateway.unnamed_call (session, call, tool, ordinal)
                        VALUES (:session, :call, :tool, 1)
                        ON CONFLICT (session, call) DO NOTHING
                        """)
                .param("session", session.value())
                .param("call", call.bytes())
                .param("tool", tool)
                .update();
        return find(session, call);
    }

    /** The newest of the equal calls; 0 where there is none. */
    int find(SessionId session, Digest call) {
        return jdbc.sql("SELECT ordinal FROM gateway.unnamed_call WHERE session = :session AND call = :call")
                .param("session", session.value())
                .param("call", call.bytes())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The one after this; whoever else asks for it at the same time gets the same. */
    int next(SessionId session, Digest call, int known) {
        jdbc.sql("""
                        UPDATE gateway.unnamed_call SET ordinal = ordinal + 1
                        WHERE session = :session AND call = :call AND ordinal = :known
                        """)
                .param("session", session.value())
                .param("call", call.bytes())
                .param("known", known)
                .update();
        return find(session, call);
    }

    /** Calls of this tool. */
    List<Known> ofTool(SessionId session, String tool, int limit) {
        return jdbc.sql("""
                        SELECT call, ordinal FROM gateway.unnamed_call
                        WHERE session = :session AND tool = :tool
                        LIMIT :limit
                        """)
                .param("session", session.value())
                .param("tool", tool)
                .param("limit", limit)
                .query((row, _) -> new Known(Digest.ofHash(row.getBytes("call")), row.getInt("ordinal")))
                .list();
    }
}
