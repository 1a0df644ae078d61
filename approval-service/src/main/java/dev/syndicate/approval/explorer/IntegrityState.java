package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;

/**
 * Whether the chain is clear, and what was found.
 *
 * @param since since when it is clear; empty when it is not
 * @param reason why not; empty when it is
 * @param findings the newest first
 */
public record IntegrityState(String log, boolean clear, String since, String reason, List<StandingFinding> findings) {

    static IntegrityState of(JsonObject integrity, JsonObject confirmations, Moments moments) {
        Facts state = new Facts(integrity);
        List<Facts> pending = new Facts(confirmations).objects("pending");
        String since = state.text("clearSince");
        return new IntegrityState(
                state.text("log"),
                state.isTrue("clear"),
                since.isEmpty() ? "" : moments.at(Instant.parse(since)),
                state.text("reason"),
                state.objects("findings").stream()
                        .map(finding -> StandingFinding.of(finding, pending, moments))
                        .toList());
    }

    public List<StandingFinding> standing() {
        return findings.stream().filter(StandingFinding::stands).toList();
    }

    StandingFinding require(String digest) {
        return findings.stream()
                .filter(finding -> finding.digest().equals(digest))
                .findFirst()
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "There is no such finding"));
    }
}
