package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the live database.
 *
 * @param total how many records it reads; absent until it is known
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
                run.text("code"),
                run.number("brokenSequence").orElse(null));
    }

    public boolean running() {
        return state.equals("running");
    }

    public boolean failed() {
        return state.equals("failed");
    }

    /** Whether it showed, up to its last record, that every event has its record and none was changed. */
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
        return intact ? "Intact up to record " + last : "Broken: " + code;
    }

    public String tone() {
        return running() || failed() ? "" : intact ? "good" : "bad";
    }

    public String icon() {
        return running() ? "i-hour" : failed() ? "i-unknown" : intact ? "i-shield" : "i-shield-x";
    }
}
