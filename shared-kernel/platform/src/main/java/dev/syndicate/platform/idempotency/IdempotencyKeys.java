package dev.syndicate.platform.idempotency;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.id.Identifiers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code idempotency_key} in the service's own schema. Each step is one statement and commits by itself. */
class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Identifiers identifiers;
    private final Duration lease;

    IdempotencyKeys(JdbcClient jdbc, Clock clock, Identifiers identifiers, Duration lease) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.identifiers = identifiers;
        this.lease = lease;
    }

    /** What a request finds under its key. */
    sealed interface Claim {

        /** The work is ours until the lease ends. */
        record Ours(UUID resource, Instant leaseUntil) implements Claim {}

        /** It has been answered. */
        record Answered(StoredAnswer answer) implements Claim {}

        /** Another one has it, and its lease has not ended. */
        record InProgress() implements Claim {}

        /** The key came with another request before. */
        record OtherRequest() implements Claim {}
    }

    Claim claim(String principal, IdempotencyKey key, Digest request) {
        Instant now = clock.instant();
        Instant until = now.plus(lease);
        Optional<UUID> taken =
                insert(principal, key, request, now, until).or(() -> takeOver(principal, key, request, now, until));
        return taken.<Claim>map(resource -> new Claim.Ours(resource, until))
                .orElseGet(() -> found(principal, key, request));
    }

    private Optional<UUID> insert(String principal, IdempotencyKey key, Digest request, Instant now, Instant until) {
        return jdbc.sql("""
                        INSERT INTO idempotency_key (principal, key, request_digest, resource_id, lease_until, created_at)
                        VALUES (:principal, :key, :request, :resource, :until, :now)
                        ON CONFLICT (principal, key) DO NOTHING
                        RETURNING resource_id
                        """)
                .param("principal", principal)
                .param("key", key.value())
                .param("request", request.bytes())
                .param("resource", identifiers.next())
                .param("until", utc(until))
                .param("now", utc(now))
                .query(UUID.class)
                .optional();
    }

    private Optional<UUID> takeOver(String principal, IdempotencyKey key, Digest request, Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE idempotency_key SET lease_until = :until
                        WHERE principal = :principal AND key = :key AND request_digest = :request
                            AND status IS NULL AND lease_until <= :now
                        RETURNING resource_id
                        """)
                .param("principal", principal)
                .param("key", key.value())
                .param("request", request.bytes())
                .param("until", utc(until))
                .param("now", utc(now))
                .query(UUID.class)
                .optional();
    }

    private Claim found(String principal, IdempotencyKey key, Digest request) {
        return jdbc.sql("""
                        SELECT request_digest, status, headers, body
                        FROM idempotency_key
                        WHERE principal = :principal AND key = :key
                        """)
                .param("principal", principal)
                .param("key", key.value())
                .query((row, number) -> read(row, request))
                .optional()
                .orElseGet(Claim.InProgress::new);
    }

    private static Claim read(ResultSet row, Digest request) throws SQLException {
        if (!Digest.ofHash(row.getBytes("request_digest")).equals(request)) {
            return new Claim.OtherRequest();
        }
        @Nullable Integer status = row.getObject("status", Integer.class);
        return status == null
                ? new Claim.InProgress()
                : new Claim.Answered(StoredAnswer.read(status, row.getBytes("headers"), row.getBytes("body")));
    }

    /** Keeps the answer, if the claim is still ours: whoever took it over answers with the same resource. */
    void answer(String principal, IdempotencyKey key, Claim.Ours claim, StoredAnswer answer) {
        jdbc.sql("""
                        UPDATE idempotency_key
                        SET status = :status, headers = :headers, body = :body, lease_until = NULL
                        WHERE principal = :principal AND key = :key AND lease_until = :until AND status IS NULL
                        """)
                .param("status", answer.status())
                .param("headers", answer.headerBytes())
                .param("body", answer.body())
                .param("principal", principal)
                .param("key", key.value())
                .param("until", utc(claim.leaseUntil()))
                .update();
    }

    /** Lets the next request with the key try at once, with the same resource. */
    void release(String principal, IdempotencyKey key, Claim.Ours claim) {
        jdbc.sql("""
                        UPDATE idempotency_key SET lease_until = :now
                        WHERE principal = :principal AND key = :key AND lease_until = :until AND status IS NULL
                        """)
                .param("now", utc(clock.instant()))
                .param("principal", principal)
                .param("key", key.value())
                .param("until", utc(claim.leaseUntil()))
                .update();
    }

    /** Forgets answers older than this; a retry after that is a new request. */
    int forgetBefore(Instant time) {
        return jdbc.sql("DELETE FROM idempotency_key WHERE created_at < :time")
                .param("time", utc(time))
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
