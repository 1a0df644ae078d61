package dev.syndicate.audit.integrity;

import dev.syndicate.contracts.audit.IntegrityViolationFound;
import dev.syndicate.platform.id.Identifiers;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts violations on record: the latch closes, the finding is stored, and the event is appended, once for each. */
@Component
public class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final JdbcClient jdbc;
    private final Latch latch;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Findings(
            JdbcClient jdbc,
            Latch latch,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.jdbc = jdbc;
        this.latch = latch;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Ends clearance because of this finding. Found again, it changes nothing. */
    public void report(Finding finding) {
        latch.closeFile(finding);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.executeWithoutResult(status -> {
            if (store(finding, now)) {
                LOG.error(
                        "Integrity violated: {} at record {}: {}; no receipts are signed until {} is released",
                        finding.fault().wireName(),
                        finding.sequence(),
                        finding.detail(),
                        finding.digest());
                latch.closeRow(finding);
                append(finding, now);
            }
        });
    }

    /** All findings, the newest first. */
    public List<FindingView> all() {
        return jdbc.sql("""
                        SELECT digest, epoch, code, sequence, detail, found_at
                        FROM audit.finding
                        ORDER BY found_at DESC, digest
                        LIMIT 100
                        """)
                .query((row, number) -> new FindingView(
                        row.getString("digest"),
                        row.getLong("epoch"),
                        row.getString("code"),
                        row.getLong("sequence"),
                        row.getString("detail"),
                        row.getTimestamp("found_at").toInstant()))
                .list();
    }

    private boolean store(Finding finding, Instant now) {
        return jdbc.sql("""
                                INSERT INTO audit.finding (digest, epoch, code, sequence, detail, found_at)
                                VALUES (:digest, :epoch, :code, :sequence, :detail, :now)
                                ON CONFLICT (digest) DO NOTHING
                                """)
                        .param("digest", finding.digest().toString())
                        .param("epoch", finding.origin().epoch())
                        .param("code", finding.fault().wireName())
                        .param("sequence", finding.sequence())
                        .param("detail", finding.detail())
                        .param("now", java.sql.Timestamp.from(now))
                        .update()
                == 1;
    }

    private void append(Finding finding, Instant now) {
        events.publish(new GenericDomainEventMessage<>(
                "Finding",
                identifiers.next().toString(),
                0,
                new IntegrityViolationFound(
                        finding.origin().log().toString(),
                        finding.origin().epoch(),
                        finding.digest(),
                        finding.fault().wireName(),
                        finding.sequence(),
                        finding.detail(),
                        now)));
    }
}
