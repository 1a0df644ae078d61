package dev.syndicate.gateway.peers;

import com.sun.net.httpserver.HttpExchange;
import com.zaxxer.hikari.HikariDataSource;
import dev.syndicate.contracts.audit.SealEvent;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestServices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** audit-service: signs receipts for events that are committed, with the installation's receipt key. */
public final class AuditPeer extends Peer {

    static final String PATH = "/internal/commands";

    /** Longer than a real receipt, whose second may pass on a busy machine before the gateway has looked at it. */
    private static final Duration VALID = Duration.ofSeconds(30);

    /** What it does when it is asked for a seal. */
    public enum Mode {
        SEALS,
        IS_NOT_CLEAR,
        SIGNS_WITH_A_STOLEN_NAME,
        SEALS_ANOTHER_EVENT,
        ANSWERS_AN_OLD_RECEIPT
    }

    private final SigningKey key = TestServices.shared().keys().signingKey("receipt");
    private final SigningKey forger = SigningKey.generate();
    private final AtomicLong sequence = new AtomicLong();
    private final List<EventId> sealed = new CopyOnWriteArrayList<>();
    private final Map<TestDatabase, JdbcClient> databases = new ConcurrentHashMap<>();
    private volatile Mode mode = Mode.SEALS;
    private volatile Instant clearSince = Instant.EPOCH;
    private volatile JdbcClient database;

    public AuditPeer() {
        super("audit-service", PATH);
    }

    /** Where it looks for the events that it seals, over connections that stand: a seal has two seconds at most. */
    public void reads(TestDatabase next) {
        database = databases.computeIfAbsent(next, AuditPeer::connect);
    }

    private static JdbcClient connect(TestDatabase to) {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(to.url());
        connections.setUsername("audit_service");
        connections.setPassword("audit_service");
        connections.setMaximumPoolSize(2);
        return JdbcClient.create(connections);
    }

    public void set(Mode next) {
        mode = next;
    }

    /** Since when it says that the chain is clear. */
    public void clearSince(Instant since) {
        clearSince = since;
    }

    /** The events that were sealed. */
    public List<EventId> sealed() {
        return sealed;
    }

    public void restart() {
        restart(PATH);
    }

    @Override
    void handle(HttpExchange exchange, byte[] body) throws IOException {
        SealEvent request = EventFormat.mapper().readValue(body, SealEvent.class);
        if (mode == Mode.IS_NOT_CLEAR) {
            exchange.getResponseHeaders().set("Syndicate-Outcome", "REFUSED");
            answer(exchange, 409, problem("integrity-not-clear", 409));
        } else if (!isCommitted(request.event())) {
            exchange.getResponseHeaders().set("Syndicate-Outcome", "REFUSED");
            answer(exchange, 404, problem("not-found", 404));
        } else {
            exchange.getResponseHeaders().set("Syndicate-Result", Receipt.class.getName());
            answer(exchange, 200, EventFormat.mapper().writeValueAsBytes(receipt(request.event())));
        }
    }

    private boolean isCommitted(EventId event) {
        return database.sql("SELECT EXISTS (SELECT FROM eventstore.domain_event e WHERE e.event_id = :event)")
                .param("event", event.value())
                .query(Boolean.class)
                .single();
    }

    private Receipt receipt(EventId event) {
        EventId named = mode == Mode.SEALS_ANOTHER_EVENT ? new EventId(UUID.randomUUID()) : event;
        Instant issued =
                mode == Mode.ANSWERS_AN_OLD_RECEIPT ? Instant.now().minus(Duration.ofMinutes(1)) : Instant.now();
        if (mode == Mode.SEALS) {
            sealed.add(event);
        }
        Digest digest = Digest.of(event.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return Receipt.sign(
                new LogOrigin(new LogId(UUID.fromString("0197a3c5-0000-7000-8000-000000000001")), 1),
                sequence.incrementAndGet(),
                Hash.of(digest),
                named,
                digest,
                new Receipt.Validity(clearSince, issued, issued.plus(VALID)),
                mode == Mode.SIGNS_WITH_A_STOLEN_NAME ? forger : key);
    }
}
