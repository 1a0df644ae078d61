package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content was there and has been erased, on the record: never an alarm, and never an empty answer. */
public final class ContentErasedException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient ContentRef ref;
    private final Instant erasedAt;
    private final @Nullable Long sequence;

    ContentErasedException(ContentRef ref, Instant erasedAt, @Nullable Long sequence) {
        super(PlatformProblems.ERASED, detail(erasedAt, sequence), extras(ref, erasedAt, sequence));
        this.ref = ref;
        this.erasedAt = erasedAt;
        this.sequence = sequence;
    }

    private static String detail(Instant erasedAt, @Nullable Long sequence) {
        return sequence == null
                ? "Erased on %s; the record of it is being written".formatted(erasedAt)
                : "Erased on %s, record %d".formatted(erasedAt, sequence);
    }

    private static Map<String, Object> extras(ContentRef ref, Instant erasedAt, @Nullable Long sequence) {
        Map<String, Object> extras = new HashMap<>();
        extras.put("content", ref.digest().toString());
        extras.put("erasedAt", erasedAt.toString());
        if (sequence != null) {
            extras.put("record", sequence);
        }
        return extras;
    }

    /** What was looked for. */
    public ContentRef ref() {
        return ref;
    }

    public Instant erasedAt() {
        return erasedAt;
    }

    /** The record that says who erased it; absent for the moment that it takes to be written. */
    public @Nullable Long sequence() {
        return sequence;
    }
}
