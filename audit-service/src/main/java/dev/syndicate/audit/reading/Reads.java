package dev.syndicate.audit.reading;

import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.RecordsRead;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts each answer to a person on record before it leaves. Where that fails, there is no answer. */
@Component
public class Reads {

    private final LogKeys keys;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Reads(LogKeys keys, EventBus events, TransactionTemplate transactions, Clock clock, Identifiers identifiers) {
        this.keys = keys;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Says that this person is about to be shown the records of these sequences. */
    public void record(Person by, Question question, LongStream sequences) {
        LongSummaryStatistics shown = sequences.summaryStatistics();
        boolean none = shown.getCount() == 0;
        RecordsRead event = new RecordsRead(
                keys.log().toString(),
                by,
                question.resource(),
                question.canonical(),
                shown.getCount(),
                none ? null : Long.valueOf(shown.getMin()),
                none ? null : Long.valueOf(shown.getMax()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        transactions.executeWithoutResult(status -> events.publish(
                new GenericDomainEventMessage<>("Reading", identifiers.next().toString(), 0, event)));
    }
}
