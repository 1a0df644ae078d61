package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came back from an execution.
 *
 * @param exitCode of a command; absent for other tools or when the host does not say
 * @param result plain SHA-256 of the result as the host reported it; absent when it reported none
 * @param observedIntent the intent digest over what the host says it ran; absent when it does not say
 * @param effects observed effects, for example changed files
 */
public record Outcome(
        OutcomeStatus status,
        @Nullable Integer exitCode,
        @Nullable Digest result,
        @Nullable IntentDigest observedIntent,
        List<String> effects) {

    public Outcome {
        Objects.requireNonNull(status, "status");
        effects = List.copyOf(effects);
    }
}
