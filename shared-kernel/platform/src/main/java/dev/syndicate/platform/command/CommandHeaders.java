package dev.syndicate.platform.command;

/**
 * The wire form of a command: {@code POST /internal/commands}, the payload's JSON as body, and these headers. The
 * answer is 200 with a result, 204 without one, or a problem (RFC 9457).
 */
final class CommandHeaders {

    static final String PATH = "/internal/commands";

    /** On requests, the command's type: the name of its record. */
    static final String TYPE = "Syndicate-Command";

    /** On requests, Axon's message identifier. */
    static final String MESSAGE = "Syndicate-Message";

    /** On 200, the type of the result in the body. */
    static final String RESULT = "Syndicate-Result";

    /** On problems, which of the three exceptions it was: an {@link Outcome}. Absent if it never came so far. */
    static final String OUTCOME = "Syndicate-Outcome";

    private CommandHeaders() {}

    enum Outcome {
        OK,
        REFUSED,
        UNAVAILABLE,
        FAILED;

        static Outcome of(CommandProblemException problem) {
            return switch (problem) {
                case CommandRefusedException refused -> REFUSED;
                case CommandUnavailableException unavailable -> UNAVAILABLE;
                case CommandFailedException failed -> FAILED;
            };
        }
    }
}
