package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the live database.
 *
 * @param total how many records it reads; absent until it is known
 * @param pruned how many records up to the last one it went past, because two people had let them go
 * @param broken the first record that is not proved to be as it was; absent when there is none
 */
public record Verification(
        String id,
        String state,
        String by,
        String started,
        boolean everything,
        long done,
        @Nullable Long total,
        @Nullable Long secondsLeft,
        boolean intact,
        String last,
        long pruned,
        String code,
        @Nullable Long broken) {

    static Verification of(Facts run, Moments moments) {
        return new Verification(
                run.text("id"),
                run.text("state"),
                run.text("requestedBy"),
                moments.at(Instant.parse(run.text("startedAt"))),
                run.text("extent").equals("everything") && !run.has("since"),
                run.number("progress", "done").orElse(0L),
                run.number("progress", "total").orElse(null),
                run.number("progress", "secondsLeft").orElse(null),
                run.isTrue("intact"),
                run.number("lastSequence").map(RecordRow::number).orElse(""),
                run.number("pruned").orElse(0L),
                run.text("code"),
                run.number("brokenSequence").orElse(null));
    }

    public boolean running() {
        return state.equals("running");
    }

    public boolean failed() {
        return state.equals("failed");
    }

    /** Whether it showed, up to its last record, that every event has its record and none that is there was changed. */
    boolean isWhole() {
        return state.equals("completed") && intact && everything;
    }

    public String counted() {
        return total == null
                ? String.format(Locale.ROOT, "%,d checked", done)
                : String.format(Locale.ROOT, "%,d of %,d checked", done, total);
    }

    /** Its result in words. */
    public String result() {
        if (running()) {
            return "Running";
        }
        if (failed()) {
            return "Could not be carried out";
        }
        return intact ? "Intact up to record " + upTo() : "Broken: " + code;
    }

    /** Its last record, and that not all before it were read, where that is so. */
    public String upTo() {
        return pruned == 0 ? last : String.format(Locale.ROOT, "%s, but for %,d that were pruned", last, pruned);
    }

    public String tone() {
        return running() || failed() ? "" : intact ? "good" : "bad";
    }

    public String icon() {
        return running() ? "i-hour" : failed() ? "i-unknown" : intact ? "i-shield" : "i-shield-x";
    }
}
