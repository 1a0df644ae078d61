package dev.syndicate.platform.observability;

import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The id that joins everything one request causes: its log lines, commands, events and records. It comes in the header
 * {@link #HEADER} or is made up at the first service, and travels with every call to another service.
 */
public final class Correlation {

    /** On requests and on every answer. */
    public static final String HEADER = "X-Correlation-Id";

    /** Its name in log lines (MDC), in problem details, and in the metadata of commands and events. */
    public static final String MEMBER = "correlationId";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    private Correlation() {}

    /** The id of the request that this thread works on. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(MEMBER));
    }

    /** Whether a caller's id is taken over; anything else is replaced, because it ends up in logs. */
    public static boolean isAcceptable(String id) {
        return FORM.matcher(id).matches();
    }
}
