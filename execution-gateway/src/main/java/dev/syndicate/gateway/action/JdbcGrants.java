package dev.syndicate.gateway.action;

import static dev.syndicate.contracts.execution.RefusalReason.PERMIT_CONSUMED;
import static dev.syndicate.contracts.execution.RefusalReason.PERMIT_EXPIRED;
import static dev.syndicate.contracts.execution.RefusalReason.PERMIT_REVOKED;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.gateway.action.IntentRules.Objection;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Standing grants and their uses in PostgreSQL. A grant's row is locked while a use is taken, so that uses of one grant wait
 * for each other and never exceed it; that it has ended is read from the events themselves, which never lag.
 */
@Component
class JdbcGrants implements GrantUses {

    private final JdbcClient jdbc;
    private final EventStore events;
    private final JsonMapper json = EventFormat.mapper();

    JdbcGrants(JdbcClient jdbc, EventStore events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    void insert(StandingGranted grant) {
        try {
            jdbc.sql("""
                            INSERT INTO gateway.standing_grant
                                (approval, session, granted, uses, granted_at, expires_at)
                            VALUES (:approval, :session, :granted, :uses, :at, :expires)
                            """)
                    .param("approval", grant.approval().value())
                    .param("session", grant.session().value())
                    .param("granted", json.writeValueAsBytes(grant))
                    .param("uses", grant.terms().uses())
                    .param("at", utc(grant.occurredAt()))
                    .param("expires", utc(grant.expiresAt()))
                    .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void revoke(StandingGrantRevoked event) {
        jdbc.sql("UPDATE gateway.standing_grant SET revoked_at = :at WHERE approval = :approval")
                .param("approval", event.approval().value())
                .param("at", utc(event.occurredAt()))
                .update();
    }

    /** The votes behind it count no longer. */
    void lose(RoundOpened event) {
        jdbc.sql("UPDATE gateway.standing_grant SET voided_at = :at WHERE approval = :approval AND voided_at IS NULL")
                .param("approval", event.approval().value())
                .param("at", utc(event.occurredAt()))
                .update();
    }

    /** Those of the session that have a use left, the oldest first; the intent decides whether that is still so. */
    List<StandingGranted> findLive(SessionId session, Instant now) {
        return jdbc.sql("""
                        SELECT g.granted
                        FROM gateway.standing_grant g
                        WHERE g.session = :session AND g.revoked_at IS NULL AND g.voided_at IS NULL
                            AND g.expires_at > :now
                            AND g.uses > (SELECT count(*) FROM gateway.grant_use u WHERE u.approval = g.approval)
                        ORDER BY g.approval
                        """)
                .param("session", session.value())
                .param("now", utc(now))
                .query((row, _) -> read(row.getBytes("granted")))
                .list();
    }

    private record Held(int uses, Instant grantedAt, Instant expiresAt, boolean ended) {

        static Held of(ResultSet row) throws SQLException {
            return new Held(
                    row.getInt("uses"),
                    row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("ended"));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Use take(ApprovalId grant, ActionId action, ExecutionId execution, Fence fence, Instant now) {
        Optional<Held> held = jdbc.sql("""
                        SELECT uses, granted_at, expires_at, revoked_at IS NOT NULL OR voided_at IS NOT NULL AS ended
                        FROM gateway.standing_grant
                        WHERE approval = :approval
                        FOR UPDATE
                        """)
                .param("approval", grant.value())
                .query((row, _) -> Held.of(row))
                .optional();
        if (held.isEmpty()
                || held.get().ended()
                || hasEnded(grant)
                || fence.revokes(held.get().grantedAt())) {
            return refused(PERMIT_REVOKED, "The standing grant was revoked, or needs a fresh vote");
        }
        if (!now.isBefore(held.get().expiresAt())) {
            return refused(
                    PERMIT_EXPIRED, "The standing grant ended at " + held.get().expiresAt());
        }
        return freeNumber(grant, held.get().uses())
                .map(number -> taken(grant, number, action, execution))
                .orElseGet(() -> refused(PERMIT_CONSUMED, "The standing grant is used up"));
    }

    private static Use refused(RefusalReason reason, String detail) {
        return new Use.Refused(new Objection(reason, detail));
    }

    /** A round that was opened before it was given does it no harm. */
    private boolean hasEnded(ApprovalId grant) {
        return events.readEvents(grant.toString())
                .asStream()
                .map(DomainEventMessage::getPayloadType)
                .dropWhile(type -> type != StandingGranted.class)
                .anyMatch(type -> type == StandingGrantRevoked.class || type == RoundOpened.class);
    }

    private Optional<Integer> freeNumber(ApprovalId grant, int uses) {
        return jdbc.sql("""
                        SELECT n
                        FROM generate_series(1, :uses) n
                        WHERE NOT EXISTS (
                            SELECT FROM gateway.grant_use u WHERE u.approval = :approval AND u.number = n)
                        ORDER BY n
                        LIMIT 1
                        """)
                .param("uses", uses)
                .param("approval", grant.value())
                .query(Integer.class)
                .optional();
    }

    private Use taken(ApprovalId grant, int number, ActionId action, ExecutionId execution) {
        jdbc.sql("""
                        INSERT INTO gateway.grant_use (approval, number, action, execution)
                        VALUES (:approval, :number, :action, :execution)
                        """)
                .param("approval", grant.value())
                .param("number", number)
                .param("action", action.value())
                .param("execution", execution.value())
                .update();
        return new Use.Taken(number);
    }

    /** What was refused did not run: its use can be taken again, unless the grant needs a fresh vote. */
    void free(ExecutionId execution, RefusalReason reason, Instant at) {
        Optional<UUID> grant = jdbc.sql("DELETE FROM gateway.grant_use WHERE execution = :execution RETURNING approval")
                .param("execution", execution.value())
                .query(UUID.class)
                .optional();
        if (reason == RefusalReason.INTEGRITY_NOT_CLEAR) {
            grant.ifPresent(
                    approval -> jdbc.sql("UPDATE gateway.standing_grant SET voided_at = :at WHERE approval = :approval")
                            .param("approval", approval)
                            .param("at", utc(at))
                            .update());
        }
    }

    private StandingGranted read(byte[] granted) {
        try {
            return json.readValue(granted, StandingGranted.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
