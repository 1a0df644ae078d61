package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads records, and hashes anew what comes. */
@Component
class RecordReader {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private final AuditTrail trail;
    private final PinnedKeys keys;

    RecordReader(AuditTrail trail, PinnedKeys keys) {
        this.trail = trail;
        this.keys = keys;
    }

    Found find(RecordSearch search, Moments moments) {
        return understood(() -> Found.of(trail.records(search.query()), search, moments));
    }

    RecordDetail detail(long sequence, Moments moments) {
        SealedRecord record = sealed(sequence);
        Facts story = story(record.facts().text("action", "id"));
        try {
            return RecordDetail.of(
                    record, story, understood(() -> Proof.of(trail.proof(sequence), record, keys)), "", moments);
        } catch (ProblemException unproved) {
            return RecordDetail.of(record, story, null, unproved.detail(), moments);
        }
    }

    /** The record is shown also where its action's other records cannot be told. */
    private Facts story(String action) {
        try {
            return new Facts(action.isEmpty() ? JsonObject.EMPTY : trail.story(action));
        } catch (ProblemException untold) {
            return new Facts(JsonObject.EMPTY);
        }
    }

    SealedRecord sealed(long sequence) {
        return understood(() -> SealedRecord.of(trail.record(sequence)));
    }

    /** What this answers; what is not as this service knows it is {@code peer-unavailable}. */
    static <T> T understood(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("audit-service's answer is not understood", unreadable);
            throw new ProblemException(
                    PlatformProblems.PEER_UNAVAILABLE, "audit-service does not answer as it is expected to.");
        }
    }
}
