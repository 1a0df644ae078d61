package dev.syndicate.gateway.fleet;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.session.CanaryReported;
import dev.syndicate.contracts.session.EnforcementGapReported;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionOpened;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How sessions are enforced, as {@link FleetProjection} keeps it. */
@Component
class JdbcFleet {

    private final JdbcClient jdbc;

    JdbcFleet(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(SessionOpened event) {
        jdbc.sql("""
                        INSERT INTO gateway.enforcement (session, workspace, principal, vendor, product, adapter,
                            enforcement_tier, host, version, fail_mode, opened_at, expires_at)
                        VALUES (:session, :workspace, :principal, :vendor, :product, :adapter,
                            :tier, '', :version, :failMode, :openedAt, :expiresAt)
                        """)
                .param("session", event.session().value())
                .param("workspace", event.workspace().value())
                .param(
                        "principal",
                        event.principal().issuer() + " " + event.principal().subject())
                .param("vendor", event.agent().vendor())
                .param("product", event.agent().product())
                .param("adapter", event.agent().adapter())
                .param("tier", event.enforcementTier().name())
                .param("version", event.agent().version())
                .param("failMode", claimed(event).wireName())
                .param("openedAt", utc(event.occurredAt()))
                .param("expiresAt", utc(event.expiresAt()))
                .update();
    }

    /** Until a hook says it of itself. */
    private static FailMode claimed(SessionOpened event) {
        FailMode claimed = event.failMode();
        return claimed == null ? FailMode.UNKNOWN : claimed;
    }

    void close(SessionId session, Instant at) {
        jdbc.sql("UPDATE gateway.enforcement SET closed_at = :at WHERE session = :session")
                .param("session", session.value())
                .param("at", utc(at))
                .update();
    }

    void see(InstallationSeen event) {
        jdbc.sql("""
                        UPDATE gateway.enforcement
                        SET host = :host, version = :version, fail_mode = :failMode, last_seen_at = :at
                        WHERE session = :session
                        """)
                .param("session", event.session().value())
                .param("host", event.host())
                .param("version", event.version())
                .param("failMode", event.failMode().wireName())
                .param("at", utc(event.occurredAt()))
                .update();
    }

    void pulse(SessionId session, Instant at) {
        jdbc.sql("UPDATE gateway.enforcement SET last_seen_at = :at WHERE session = :session")
                .param("session", session.value())
                .param("at", utc(at))
                .update();
    }

    void gap(EnforcementGapReported event) {
        jdbc.sql("""
                        UPDATE gateway.enforcement
                        SET gaps = gaps + 1, gap_denials = gap_denials + :denied,
                            last_gap_at = greatest(last_gap_at, :until)
                        WHERE session = :session
                        """)
                .param("session", event.session().value())
                .param("denied", event.denied())
                .param("until", utc(event.until()))
                .update();
    }

    void canary(CanaryReported event) {
        jdbc.sql("UPDATE gateway.enforcement SET canary_at = :at, canary_denied = :denied WHERE session = :session")
                .param("session", event.session().value())
                .param("denied", event.denied())
                .param("at", utc(event.occurredAt()))
                .update();
    }

    void ungoverned(SessionId session) {
        jdbc.sql("""
                        UPDATE gateway.enforcement SET ungoverned_calls = ungoverned_calls + 1
                        WHERE session = :session
                        """).param("session", session.value()).update();
    }

    /** One page of installations, by their newest session. */
    List<InstallationRow> installations(Set<WorkspaceId> workspaces, Instant now, UUID after, int limit) {
        return jdbc.sql("""
                        SELECT i.*
                        FROM (
                            SELECT (array_agg(e.session ORDER BY e.opened_at DESC, e.session DESC))[1] AS session,
                                e.workspace, e.principal, min(e.vendor) AS vendor, e.product, e.adapter, e.host,
                                (array_agg(e.version ORDER BY e.opened_at DESC, e.session DESC))[1] AS version,
                                (array_agg(e.enforcement_tier ORDER BY e.opened_at DESC, e.session DESC))[1] AS tier,
                                (array_agg(e.fail_mode ORDER BY e.opened_at DESC, e.session DESC))[1] AS fail_mode,
                                max(e.opened_at) AS opened_at,
                                bool_or(e.closed_at IS NULL AND e.expires_at > :now) AS open,
                                max(e.last_seen_at) AS last_seen_at,
                                max(e.canary_at) AS canary_at,
                                (array_agg(e.canary_denied ORDER BY e.canary_at DESC NULLS LAST))[1] AS canary_denied,
                                sum(e.gaps) AS gaps, sum(e.gap_denials) AS gap_denials,
                                max(e.last_gap_at) AS last_gap_at, sum(e.ungoverned_calls) AS ungoverned_calls
                            FROM gateway.enforcement e
                            WHERE e.workspace IN (:workspaces)
                            GROUP BY e.workspace, e.principal, e.product, e.adapter, e.host
                        ) i
                        WHERE (i.open OR i.last_seen_at IS NOT NULL) AND i.session > :after
                        ORDER BY i.session
                        LIMIT :limit
                        """)
                .param("workspaces", workspaces.stream().map(WorkspaceId::value).toList())
                .param("now", utc(now))
                .param("after", after)
                .param("limit", limit)
                .query(InstallationRow::of)
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
