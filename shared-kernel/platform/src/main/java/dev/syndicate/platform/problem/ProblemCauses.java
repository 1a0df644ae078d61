package dev.syndicate.platform.problem;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** Finds in an exception what may be said about it. */
final class ProblemCauses {

    private static final int MAX_DEPTH = 12;

    private ProblemCauses() {}

    /** The first exception of the chain that is a problem itself. */
    static Optional<Problem> problemIn(Throwable failure) {
        return chain(failure)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .findFirst();
    }

    /** Whether the cause is that the database was away: Axon wraps it where a transaction cannot begin. */
    static boolean isOfTheDatabase(Throwable failure) {
        return chain(failure).anyMatch(CannotCreateTransactionException.class::isInstance);
    }

    /** Says where a JSON body went wrong, never what stands there. */
    static Optional<Problem> unreadable(Throwable failure) {
        return Optional.of(chain(failure)
                .filter(JacksonException.class::isInstance)
                .map(JacksonException.class::cast)
                .findFirst()
                .map(ProblemCauses::badJson)
                .orElseGet(() -> new ProblemException(PlatformProblems.MALFORMED_JSON, "A JSON body is required")));
    }

    /** Spring's own details repeat the request's values in type mismatches, so those are replaced. */
    static String detailOf(Exception failure, ProblemType type) {
        if (failure instanceof TypeMismatchException mismatch) {
            return "'%s' does not have the required form".formatted(mismatch.getPropertyName());
        }
        if (failure instanceof ErrorResponse known && known.getBody().getDetail() != null) {
            return String.valueOf(known.getBody().getDetail());
        }
        return type.title();
    }

    private static ProblemException badJson(JacksonException failure) {
        if (failure instanceof DatabindException) {
            String pointer = failure.getPath().stream()
                    .map(step ->
                            step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                    .collect(Collectors.joining("/", "/", ""));
            return new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "The value at %s does not have the required form".formatted(pointer),
                    Map.of("pointer", pointer));
        }
        long offset = failure instanceof StreamReadException && failure.getLocation() != null
                ? failure.getLocation().getCharOffset()
                : -1;
        return new ProblemException(
                PlatformProblems.MALFORMED_JSON, "Not JSON near character " + offset, Map.of("position", offset));
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, throwable -> throwable != null, Throwable::getCause)
                .limit(MAX_DEPTH);
    }
}
