package dev.syndicate.platform.problem;

import java.util.List;

/** The problems that every service can answer. docs/reference/errors.md lists them; a test compares. */
public final class PlatformProblems {

    public static final ProblemType MALFORMED_JSON = new ProblemType("malformed-json", "The body is not JSON", 400);
    public static final ProblemType INADMISSIBLE_JSON =
            new ProblemType("inadmissible-json", "The JSON is not admitted, because it could be read in two ways", 400);
    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", "The request is not valid", 400);
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", "The request carries no credentials", 401);
    public static final ProblemType INVALID_TOKEN = new ProblemType("invalid-token", "The token is not accepted", 401);
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", "The caller may not do this", 403);
    public static final ProblemType NO_ACCOUNTABLE_HUMAN =
            new ProblemType("no-accountable-human", "No human answers for this token", 403);
    public static final ProblemType COMMAND_NOT_ALLOWED =
            new ProblemType("command-not-allowed", "The calling service may not send this command", 403);
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", "There is no such thing", 404);
    public static final ProblemType COMMAND_UNKNOWN =
            new ProblemType("command-unknown", "This service does not handle this command", 404);
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", "The method is not supported here", 405);
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", "No acceptable representation exists", 406);
    public static final ProblemType CONFLICT = new ProblemType("conflict", "The state has changed meanwhile", 409);
    public static final ProblemType REQUEST_IN_PROGRESS =
            new ProblemType("request-in-progress", "A request with this Idempotency-Key is still being worked on", 409);
    public static final ProblemType ERASED = new ProblemType("erased", "The content was erased, on the record", 410);
    public static final ProblemType PAYLOAD_TOO_LARGE =
            new ProblemType("payload-too-large", "The body is larger than this service reads", 413);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", "The body's media type is not supported", 415);
    public static final ProblemType IDEMPOTENCY_KEY_REUSED =
            new ProblemType("idempotency-key-reused", "The Idempotency-Key was used with another body", 422);
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", "The service failed; nothing is known to have been done", 500);
    public static final ProblemType DATABASE_UNAVAILABLE =
            new ProblemType("database-unavailable", "The database does not answer", 503);
    public static final ProblemType PEER_UNAVAILABLE =
            new ProblemType("peer-unavailable", "Another service does not answer", 503);
    public static final ProblemType IDENTITY_PROVIDER_UNAVAILABLE =
            new ProblemType("identity-provider-unavailable", "The identity provider's keys cannot be read", 503);
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", "The service cannot answer now; try again", 503);
    public static final ProblemType PEER_TIMEOUT =
            new ProblemType("peer-timeout", "Another service did not answer in time; the outcome is not known", 504);

    private static final List<ProblemType> ALL = List.of(
            MALFORMED_JSON,
            INADMISSIBLE_JSON,
            INVALID_REQUEST,
            UNAUTHENTICATED,
            INVALID_TOKEN,
            FORBIDDEN,
            NO_ACCOUNTABLE_HUMAN,
            COMMAND_NOT_ALLOWED,
            NOT_FOUND,
            COMMAND_UNKNOWN,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            CONFLICT,
            REQUEST_IN_PROGRESS,
            ERASED,
            PAYLOAD_TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            IDEMPOTENCY_KEY_REUSED,
            INTERNAL_ERROR,
            DATABASE_UNAVAILABLE,
            PEER_UNAVAILABLE,
            IDENTITY_PROVIDER_UNAVAILABLE,
            UNAVAILABLE,
            PEER_TIMEOUT);

    private PlatformProblems() {}

    /** All of them, by status. */
    public static List<ProblemType> all() {
        return ALL;
    }

    /** The generic problem for a status that something outside this code base chose. */
    static ProblemType forStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }
}
