package dev.syndicate.platform.problem;

import java.util.Map;

/** The body is longer than the limit; nothing of it was parsed. */
public final class PayloadTooLargeException extends ProblemException {

    private static final long serialVersionUID = 1L;

    public PayloadTooLargeException(long limitBytes) {
        super(
                PlatformProblems.PAYLOAD_TOO_LARGE,
                "At most %d bytes are read here".formatted(limitBytes),
                Map.of("limitBytes", limitBytes));
    }
}
