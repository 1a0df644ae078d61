package dev.syndicate.platform.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every failure of a controller as a problem. Texts of unknown exceptions never leave the process: they carry
 * SQL and payloads.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** The filter chain answers these; a controller that throws one means the same. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToTheFilterChain(RuntimeException refused) {
        throw refused;
    }

    @ExceptionHandler({
        TransientDataAccessResourceException.class,
        NonTransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        QueryTimeoutException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> databaseUnavailable(RuntimeException failure) {
        LOG.warn("The database does not answer", failure);
        return Problems.answer(
                PlatformProblems.DATABASE_UNAVAILABLE, "Nothing was changed; send the request again", Map.of());
    }

    /** Inside something else, so that a part of the work may be done already. */
    private static ResponseEntity<Object> databaseAway(Exception failure) {
        LOG.warn("The database does not answer", failure);
        return Problems.answer(PlatformProblems.DATABASE_UNAVAILABLE, "Send the same request again", Map.of());
    }

    @ExceptionHandler(ConcurrencyFailureException.class)
    ResponseEntity<Object> changedMeanwhile(ConcurrencyFailureException failure) {
        LOG.info("Lost a race: {}", failure.getClass().getSimpleName());
        return Problems.answer(
                PlatformProblems.CONFLICT, "Somebody else was faster; read again and decide anew", Map.of());
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> anythingElse(Exception failure) {
        return ProblemCauses.problemIn(failure)
                .map(Problems::answer)
                .orElseGet(
                        () -> ProblemCauses.isOfTheDatabase(failure) ? databaseAway(failure) : internalError(failure));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() && ProblemCauses.problemIn(failure).isEmpty()) {
            LOG.error("A request failed", failure);
        }
        ResponseEntity<Object> answer = answerTo(failure, status);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(headers)
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(failure.getBindingResult().getFieldErrors().stream()
                .map(error -> violation(error.getField(), error.getDefaultMessage()))
                .toList());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(failure.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> violation(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                error.getDefaultMessage())))
                .toList());
    }

    private static ResponseEntity<Object> answerTo(Exception failure, HttpStatusCode status) {
        return ProblemCauses.problemIn(failure)
                .or(() -> failure instanceof HttpMessageNotReadableException
                        ? ProblemCauses.unreadable(failure)
                        : Optional.empty())
                .map(Problems::answer)
                .orElseGet(() -> {
                    ProblemType type = PlatformProblems.forStatus(status.value());
                    return Problems.answer(type, ProblemCauses.detailOf(failure, type), Map.of());
                });
    }

    private static ResponseEntity<Object> invalid(List<Map<String, String>> errors) {
        return Problems.answer(
                PlatformProblems.INVALID_REQUEST,
                "%d part(s) of the request are not valid".formatted(errors.size()),
                Map.of("errors", errors));
    }

    private static Map<String, String> violation(String where, @Nullable String what) {
        return Map.of("field", where, "detail", what == null ? "is not valid" : what);
    }

    private static ResponseEntity<Object> internalError(Exception failure) {
        LOG.error("A request failed", failure);
        return Problems.answer(
                PlatformProblems.INTERNAL_ERROR, "The service's log names the cause by the correlation id", Map.of());
    }
}
