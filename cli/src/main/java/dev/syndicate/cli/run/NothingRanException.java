package dev.syndicate.cli.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Nothing ran, and why. */
final class NothingRanException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String name;

    NothingRanException(Ending ending, @Nullable String why) {
        super(String.valueOf(why));
        this.status = ending.status();
        this.name = ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private NothingRanException(int status, String name, String why) {
        super(why);
        this.status = status;
        this.name = name;
    }

    /** A signal came before anything had started. */
    static NothingRanException interrupted(int signal) {
        return new NothingRanException(128 + signal, "interrupted", "Interrupted");
    }

    int status() {
        return status;
    }

    /** For the summary, for example {@code denied-by-policy}. */
    String reason() {
        return name;
    }
}
