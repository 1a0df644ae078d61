package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedService;
import dev.syndicate.platform.web.RawBody;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The gateway asks here for decisions, policy authors for simulations. */
@RestController
@Tag(name = "evaluations")
class EvaluationController {

    /** Decisions are recorded by it, so only it gets them. */
    private static final String ASKS_IN_EARNEST = "execution-gateway";

    private final Evaluations evaluations;
    private final Idempotency idempotency;
    private final MeterRegistry meters;

    EvaluationController(Evaluations evaluations, Idempotency idempotency, MeterRegistry meters) {
        this.evaluations = evaluations;
        this.idempotency = idempotency;
        this.meters = meters;
    }

    @Operation(
            operationId = "evaluate",
            summary =
                    "What policy says of an action: a decision for execution-gateway, a simulation for policy authors",
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "evaluation/v1 as docs/spec/policy-bundle.md says",
                            content = @Content(schema = @Schema(type = "object"))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Nothing was recorded",
                            content = @Content(schema = @Schema(oneOf = {Decision.class, Simulation.class}))))
    @PostMapping(
            value = "/v1/evaluations",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> evaluate(
            Authentication caller,
            @RequestHeader(value = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody body) {
        return idempotency.once(
                key,
                principal(caller),
                RequestDigest.of("POST /v1/evaluations", body.bytes()),
                resource -> evaluate(caller, body));
    }

    /** A person could bear a service's name. */
    private static String principal(Authentication caller) {
        return (caller.getPrincipal() instanceof AuthenticatedService ? "service " : "person ") + caller.getName();
    }

    private ResponseEntity<?> evaluate(Authentication caller, RawBody body) {
        EvaluationRequest request = EvaluationRequest.read(body.object());
        Object answer = caller.getPrincipal() instanceof AuthenticatedService service
                ? decision(service, request)
                : timed(
                        "simulation",
                        evaluations::simulate,
                        simulation -> simulation.effect().wireName(),
                        request);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }

    private Decision decision(AuthenticatedService service, EvaluationRequest request) {
        if (!service.name().equals(ASKS_IN_EARNEST)) {
            throw new ProblemException(
                    PlatformProblems.FORBIDDEN, "Only %s asks for decisions".formatted(ASKS_IN_EARNEST));
        }
        return timed(
                "decision", evaluations::decide, decision -> decision.effect().wireName(), request);
    }

    private <T> T timed(
            String purpose,
            Function<EvaluationRequest, T> evaluation,
            Function<T, String> effect,
            EvaluationRequest request) {
        Timer.Sample started = Timer.start(meters);
        String outcome = "error";
        try {
            T answer = evaluation.apply(request);
            outcome = effect.apply(answer);
            return answer;
        } finally {
            started.stop(PolicyMetrics.EVALUATION.timer(meters, purpose, outcome));
        }
    }
}
