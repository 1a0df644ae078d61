package dev.syndicate.client;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of an execution.
 *
 * @param exitCode of a command
 * @param result plain SHA-256 of the result
 * @param observed what ran, where that is known; compared with what was authorised
 * @param effects what was seen to have changed, at most 500 lines
 */
public record Report(
        OutcomeStatus status,
        @Nullable Integer exitCode,
        @Nullable Digest result,
        @Nullable Proposal observed,
        List<String> effects) {

    public Report {
        effects = List.copyOf(effects);
    }

    /** It ran and did what it should. */
    public static Report succeeded() {
        return new Report(OutcomeStatus.SUCCEEDED, null, null, null, List.of());
    }

    /** It did not. */
    public static Report failed() {
        return new Report(OutcomeStatus.FAILED, null, null, null, List.of());
    }

    /** The same, with the exit code of a command. */
    public Report withExitCode(int code) {
        return new Report(status, code, result, observed, effects);
    }

    /** The same, with the digest of what came out. */
    public Report withResult(Digest digest) {
        return new Report(status, exitCode, digest, observed, effects);
    }

    /** The same, naming what ran. */
    public Report ofWhatRan(Proposal ran) {
        return new Report(status, exitCode, result, ran, effects);
    }

    /** The same, with what was seen to have changed. */
    public Report withEffects(List<String> seen) {
        return new Report(status, exitCode, result, observed, seen);
    }

    /** The body of a request. */
    public JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .put("status", status.wireName())
                .putIfPresent("exitCode", Optional.ofNullable(exitCode).map(JsonValue::of))
                .putStringIfPresent("result", Optional.ofNullable(result).map(Digest::toString))
                .putIfPresent("observedAction", Optional.ofNullable(observed).map(Proposal::json));
        if (!effects.isEmpty()) {
            json.put("effects", JsonArray.ofStrings(effects));
        }
        return json.build();
    }
}
