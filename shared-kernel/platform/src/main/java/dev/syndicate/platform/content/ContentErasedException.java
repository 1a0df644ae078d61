package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content was there and has been erased, on the record: never an alarm, and never an empty answer. */
public final class ContentErasedException extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    private final transient ContentRef ref;
    private final Instant erasedAt;
    private final @Nullable Long sequence;

    ContentErasedException(ContentRef ref, Instant erasedAt, @Nullable Long sequence) {
        super("Content %s was erased on %s, %s".formatted(ref.digest(), erasedAt, place(sequence)));
        this.ref = ref;
        this.erasedAt = erasedAt;
        this.sequence = sequence;
    }

    private static String place(@Nullable Long sequence) {
        return sequence == null ? "the record of it is being written" : "record " + sequence;
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

    @Override
    public ProblemType type() {
        return PlatformProblems.ERASED;
    }

    @Override
    public String detail() {
        return String.valueOf(getMessage());
    }

    @Override
    public Map<String, Object> extras() {
        Map<String, Object> extras = new HashMap<>();
        extras.put("content", ref.digest().toString());
        extras.put("erasedAt", erasedAt.toString());
        if (sequence != null) {
            extras.put("record", sequence);
        }
        return extras;
    }
}
