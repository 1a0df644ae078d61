package dev.syndicate.gateway.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.gateway.permit.Permits;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators' emergency brakes. */
@RestController
class RevocationController {

    private final Revocations revocations;
    private final JdbcFenceMoves fences;
    private final Permits permits;

    RevocationController(Revocations revocations, JdbcFenceMoves fences, Permits permits) {
        this.revocations = revocations;
        this.fences = fences;
        this.permits = permits;
    }

    @Operation(
            summary = "Revokes the permits of an action, a session, a workspace or everywhere",
            description =
                    "One operator is enough; it holds from the next intent on. Names exactly one of permit, action,"
                            + " session, workspace and everywhere. What was revoked has to be proposed again; a revoked session is"
                            + " closed.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RevocationRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Revoked, and on record",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    @PostMapping(path = "/v1/revocations", consumes = MediaType.APPLICATION_JSON_VALUE)
    Decision revoke(AuthenticatedPerson operator, RawBody body) {
        RevocationRequest request = RevocationRequest.of(body.object());
        String permit = request.permit();
        ActionId action =
                permit == null ? request.action() : permits.verify(permit).action();
        SessionId session = request.session();
        if (action != null) {
            revocations.revoke(operator, action, request.reason());
        } else if (session != null) {
            revocations.revoke(operator, session, request.reason());
        } else {
            revocations.revoke(operator, request.reach(), request.reason());
        }
        return Decision.of(operator, request);
    }

    @Operation(
            summary = "Suspends executions in a workspace or everywhere",
            description =
                    "The kill switch: from the next intent on every execution is refused as permit-revoked, until two"
                            + " operators resume. One operator is enough. Suspended again, it stays as it is.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ReachRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Suspended, and on record",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    @PostMapping(path = "/v1/suspensions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Decision suspend(AuthenticatedPerson operator, RawBody body) {
        RevocationRequest request = RevocationRequest.ofReach(body.object());
        revocations.suspend(operator, request.reach(), request.reason());
        return Decision.of(operator, request);
    }

    @Operation(
            summary = "Lets executions go on; two different operators each do so",
            description =
                    "The first one gets 202 and the time until which another operator has to confirm, the second 200."
                            + " Permits that were issued before and have not expired are good again.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ReachRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Executions go on",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Another operator has to confirm",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    @PostMapping(path = "/v1/resumptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Decision> resume(AuthenticatedPerson operator, RawBody body) {
        RevocationRequest request = RevocationRequest.ofReach(body.object());
        ResumeExecutions.Answer answer = revocations.resume(operator, request.reach(), request.reason());
        return switch (answer.progress()) {
            case RESUMED -> ResponseEntity.ok(new Decision(true, answer.by(), request.reason(), null));
            case ASKED ->
                ResponseEntity.accepted().body(new Decision(false, answer.by(), request.reason(), answer.expiresAt()));
            case NOT_SUSPENDED ->
                throw new ProblemException(RevocationProblems.NOT_SUSPENDED, "There is nothing to resume");
            case SECOND_PERSON_REQUIRED ->
                throw new ProblemException(
                        RevocationProblems.SECOND_PERSON,
                        "You have asked for this already; another operator confirms it",
                        Map.of("expiresAt", String.valueOf(answer.expiresAt())));
        };
    }

    @Operation(summary = "What is suspended now; for operators and auditors")
    @GetMapping("/v1/suspensions")
    Suspensions suspensions() {
        return new Suspensions(fences.suspensions().stream()
                .map(it -> new Suspension(it.workspace(), it.workspace() == null, it.since()))
                .toList());
    }

    /**
     * Where executions are suspended or resumed.
     *
     * @param everywhere true, instead of a workspace
     */
    record ReachRequest(
            @Nullable WorkspaceId workspace, @Nullable Boolean everywhere, String reason) {}

    /**
     * How far a decision has come.
     *
     * @param done false while a second operator has to confirm
     * @param by who wants it so far
     * @param expiresAt until when the second one can confirm; absent when done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(
            boolean done,
            List<Person> by,
            String reason,
            @Nullable Instant expiresAt) {

        static Decision of(AuthenticatedPerson operator, RevocationRequest request) {
            return new Decision(true, List.of(operator.person()), request.reason(), null);
        }
    }

    /**
     * A suspension that stands.
     *
     * @param workspace absent where it is every workspace
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Suspension(@Nullable WorkspaceId workspace, boolean everywhere, Instant since) {}

    /** All that stand. */
    record Suspensions(List<Suspension> suspensions) {}

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        AuthorizationRules revocationRules() {
            return requests -> requests.requestMatchers(
                            HttpMethod.POST, "/v1/revocations", "/v1/suspensions", "/v1/resumptions")
                    .hasRole(Role.OPERATOR.name())
                    .requestMatchers(HttpMethod.GET, "/v1/suspensions")
                    .hasAnyRole(Role.names(Role.OPERATOR, Role.AUDITOR));
        }
    }
}
