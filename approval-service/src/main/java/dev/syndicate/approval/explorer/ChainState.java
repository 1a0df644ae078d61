package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the chain is.
 *
 * @param head the last record; -1 before the first
 * @param behind committed events that have no record yet
 * @param scrub since when every record was verified again; absent where another process scrubs
 * @param scrubPeriod within which time it is
 * @param complete the newest verification of everything that found nothing; absent when there is none
 */
public record ChainState(
        long head,
        long epoch,
        String recorded,
        long behind,
        @Nullable Signed checkpoint,
        @Nullable String scrub,
        double scrubShare,
        String scrubPeriod,
        @Nullable Verification complete) {

    /** The newest signed checkpoint. */
    public record Signed(String covers, String ago, String root, String note, Signature signature) {}

    static ChainState of(JsonObject chain, Optional<Verification> complete, PinnedKeys keys, Moments moments) {
        Facts state = new Facts(chain);
        Duration period = Duration.ofSeconds(state.number("scrubPeriod").orElse(1L));
        Optional<Instant> since = Optional.of(state.text("verifiedSince"))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
        return new ChainState(
                state.number("size").orElse(0L) - 1,
                state.number("epoch").orElse(0L),
                moments.since(Instant.parse(state.text("recordedAt"))) + " ago",
                state.number("behind").orElse(0L),
                state.has("checkpoint", "note") ? signed(state.at("checkpoint"), keys, moments) : null,
                since.map(moments::since).orElse(null),
                since.map(begun -> share(Duration.between(begun, moments.now()), period))
                        .orElse(0.0),
                length(period),
                complete.orElse(null));
    }

    public String headNumber() {
        return head < 0 ? "none" : RecordRow.number(head);
    }

    private static Signed signed(Facts checkpoint, PinnedKeys keys, Moments moments) {
        return new Signed(
                RecordRow.number(checkpoint.number("size").orElse(0L) - 1),
                moments.since(Instant.parse(checkpoint.text("signedAt"))) + " ago",
                checkpoint.text("root"),
                checkpoint.text("note"),
                keys.judge(SignedNote.parse(checkpoint.text("note"))));
    }

    /** How much of the time is used up within which every record has to be verified again. */
    private static double share(Duration age, Duration period) {
        return Math.min(1, Math.max(0, (double) age.toSeconds() / period.toSeconds()));
    }

    private static String length(Duration period) {
        return period.toHours() > 0 ? period.toHours() + " h" : period.toSeconds() + " s";
    }
}
