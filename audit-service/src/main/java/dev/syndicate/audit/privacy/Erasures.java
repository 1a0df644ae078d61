package dev.syndicate.audit.privacy;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.SubjectErased;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.content.Pseudonym;
import dev.syndicate.platform.content.SubjectKeys;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what belongs to a person: their keys in one transaction with the record of it, and then the ciphertext that
 * nobody can read any more. Events and records stay as they are; they hold digests.
 */
@Component
class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final DualControl control;
    private final JdbcHolds holds;
    private final Recorded recorded;
    private final Shredding shredding;
    private final SubjectKeys subjects;
    private final LogKeys keys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Erasures(
            DualControl control,
            JdbcHolds holds,
            Recorded recorded,
            Shredding shredding,
            SubjectKeys subjects,
            LogKeys keys,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.control = control;
        this.holds = holds;
        this.recorded = recorded;
        this.shredding = shredding;
        this.subjects = subjects;
        this.keys = keys;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Asks for an erasure, or confirms it. Ends the request under a legal hold, and where nothing is kept. */
    Confirmation erase(DataSubject subject, Person person, String reason) {
        Pseudonym pseudonym = subjects.find(subject).filter(this::isKept).orElseThrow(Erasures::nothingKept);
        Confirmation confirmation = Objects.requireNonNull(transactions.execute(_ -> {
            holds.inOrder();
            PrivacyProblems.requireNone(holds.overPerson(subject.issuer(), subject.subject(), pseudonym));
            Confirmation answer = control.confirm(Decision.toErase(subject), person, reason);
            if (answer instanceof Confirmed both) {
                erase(pseudonym, both);
            }
            return answer;
        }));
        if (confirmation instanceof Confirmed) {
            LOG.info("The keys of {} are destroyed, confirmed by two people", pseudonym);
            shredding.start();
        }
        return confirmation;
    }

    private void erase(Pseudonym pseudonym, Confirmed both) {
        SubjectErased event = new SubjectErased(
                keys.log().toString(),
                pseudonym.value(),
                count(
                        "SELECT count(*) FROM content.subject_key WHERE subject = :subject AND destroyed_at IS NULL",
                        pseudonym),
                count("""
                        SELECT count(*)
                        FROM content.personal p
                        JOIN content.subject_key k ON k.id = p.key
                        WHERE k.subject = :subject AND k.destroyed_at IS NULL
                        """, pseudonym),
                both.by(),
                both.reason(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        UUID id = recorded.publish("Erasure", identifiers.next(), 0, event);
        jdbc.sql("SELECT content.destroy_keys(:subject, :event)")
                .param("subject", pseudonym.value())
                .param("event", id)
                .query(Integer.class)
                .single();
    }

    private boolean isKept(Pseudonym pseudonym) {
        return count(
                        "SELECT count(*) FROM content.subject_key WHERE subject = :subject AND destroyed_at IS NULL",
                        pseudonym)
                > 0;
    }

    private long count(String sql, Pseudonym pseudonym) {
        return jdbc.sql(sql)
                .param("subject", pseudonym.value())
                .query(Long.class)
                .single();
    }

    private static ProblemException nothingKept() {
        return new ProblemException(PlatformProblems.NOT_FOUND, "Nothing of this person is kept");
    }
}
