package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads whether the chain is clear, and what a finding is about. */
@Component
class IntegrityReader {

    private final AuditTrail trail;
    private final RecordReader records;
    private final PinnedKeys keys;

    IntegrityReader(AuditTrail trail, RecordReader records, PinnedKeys keys) {
        this.trail = trail;
        this.records = records;
        this.keys = keys;
    }

    IntegrityState state(Moments moments) {
        return RecordReader.understood(() -> IntegrityState.of(trail.integrity(), trail.confirmations(), moments));
    }

    /** The latest verifications, the newest first. */
    List<Verification> verifications(Moments moments) {
        return RecordReader.understood(() -> new Facts(trail.verifications())
                .objects("verifications").stream()
                        .map(run -> Verification.of(run, moments))
                        .toList());
    }

    ChainState chain(List<Verification> verifications, Moments moments) {
        return RecordReader.understood(() -> ChainState.of(
                trail.chain(),
                verifications.stream().filter(Verification::isWhole).findFirst(),
                keys,
                moments));
    }

    /** The record that a finding names, with its hashes made again; empty where it cannot be read any more. */
    Optional<RecordDetail.Hashes> hashes(StandingFinding finding) {
        try {
            return finding.sequence() < 0
                    ? Optional.empty()
                    : Optional.of(RecordDetail.hashes(records.sealed(finding.sequence())));
        } catch (ProblemException unreadable) {
            return Optional.empty();
        }
    }
}
