package dev.syndicate.cli.run;

import dev.syndicate.client.ActionStatus;
import dev.syndicate.client.Leave;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What became of a run, as one JSON object for the steps that follow it; it says whether anything ran. */
final class Summary {

    private final @Nullable Path file;
    private final JsonObject.Builder json = JsonObject.builder().put("ran", false);
    private boolean isReported = true;

    Summary(@Nullable Path file) {
        this.file = file;
    }

    void proposed(ActionStatus action) {
        json.put("action", action.action().toString());
        json.put("intentDigest", action.intentDigest().toString());
        action.approval().ifPresent(it -> json.put("approval", it.approval().toString()));
    }

    void granted(Leave leave) {
        json.put("execution", leave.execution().toString());
        json.put("record", leave.sequence());
    }

    void ran(Execution.Ended ended) {
        json.put("ran", true);
        json.put("exitCode", ended.exitCode());
        json.put("outputDigest", ended.output().toString());
    }

    void reported(boolean arrived) {
        isReported = arrived;
        json.put("reported", arrived);
    }

    void nothingRan(NothingRanException why) {
        json.put("reason", why.reason());
        json.put("detail", String.valueOf(why.getMessage()));
    }

    /** Whether no outcome waits to be reported with the session's credential. */
    boolean isReported() {
        return isReported;
    }

    /** Writes the file, if one was asked for. */
    void write() throws IOException {
        Path named = file;
        if (named != null) {
            Files.writeString(named, json.build() + "\n", StandardCharsets.UTF_8);
        }
    }
}
