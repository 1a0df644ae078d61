package dev.syndicate.gateway.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.Proposal;
import dev.syndicate.gateway.action.ProposalRequest;
import dev.syndicate.gateway.action.ReportOutcome;
import dev.syndicate.gateway.request.Body;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.gateway.request.OnceOnly;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Grants executions and takes their outcomes. */
@RestController
class ExecutionController {

    private static final Set<String> MEMBERS = Set.of("permit", "action");
    private static final int MAX_EFFECTS = 500;
    private static final int MAX_EFFECT = 4096;
    private static final Set<String> OUTCOME_MEMBERS =
            Set.of("status", "exitCode", "result", "observedAction", "effects");

    private final ExecutionGate gate;
    private final Drifts drifts;
    private final Outcomes outcomes;
    private final OnceOnly once;

    ExecutionController(ExecutionGate gate, Drifts drifts, Outcomes outcomes, OnceOnly once) {
        this.gate = gate;
        this.drifts = drifts;
        this.outcomes = outcomes;
        this.once = once;
    }

    @Operation(
            summary = "Asks leave to run an action, just before running it",
            description = "Consumes the permit. 200 is leave to run exactly what was presented, once; anything else is"
                    + " not. A refusal is a problem whose type ends in the reason's name, with both digests.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExecutionRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Granted",
            content = @Content(schema = @Schema(implementation = ExecutionAnswer.class)))
    @PostMapping(path = "/v1/executions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> execute(
            AgentSession session,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody body) {
        JsonObject request = Body.only(body.object(), MEMBERS);
        String permit = Body.read(request, it -> it.string("permit"));
        CanonicalAction action = Proposal.read(session, Body.read(request, it -> it.object("action")));
        return once.answer(
                key,
                session.caller(),
                RequestDigest.of("POST /v1/executions", body.bytes()),
                id -> answer(execute(session, gate.present(session, permit, action), new ExecutionId(id))));
    }

    private GateAnswer execute(AgentSession session, Presented presented, ExecutionId id) {
        return drifts.refusal(session, presented).orElseGet(() -> gate.execute(session, presented, id));
    }

    private static ResponseEntity<?> answer(GateAnswer answer) {
        return switch (answer) {
            case GateAnswer.Granted granted ->
                ResponseEntity.ok(new ExecutionAnswer(
                        granted.execution(), granted.action(), granted.sealed(), granted.receipt()));
            case GateAnswer.Refused refused ->
                throw GatewayProblems.refused(
                        refused.reason(), refused.detail(), refused.approvedIntent(), refused.presentedIntent());
        };
    }

    @Operation(
            summary = "Reports what came of an execution",
            description = "The same outcome sent again changes nothing. After the deadline it is recorded as late."
                    + " With observedAction, what ran is compared with what was authorised.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = OutcomeRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Recorded",
            content = @Content(schema = @Schema(implementation = OutcomeAnswer.class)))
    @PostMapping(path = "/v1/executions/{execution}/outcome", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> report(
            AgentSession session,
            @PathVariable ExecutionId execution,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody body) {
        Outcome outcome = outcome(session, execution, Body.only(body.object(), OUTCOME_MEMBERS));
        return once.report(
                key,
                session.caller(),
                RequestDigest.of("POST /v1/executions/" + execution + "/outcome", body.bytes()),
                _ -> ResponseEntity.ok(OutcomeAnswer.of(execution, outcomes.report(session, execution, outcome))));
    }

    private Outcome outcome(AgentSession session, ExecutionId execution, JsonObject body) {
        IntentDigest observed = Body.read(body, it -> it.findObject("observedAction"))
                .map(action -> outcomes.observed(session, execution, Proposal.read(session, action)))
                .orElse(null);
        return Body.read(
                body,
                it -> new Outcome(
                        OutcomeStatus.of(it.string("status")),
                        it.findInteger("exitCode")
                                .map(ExecutionController::exitCode)
                                .orElse(null),
                        it.findString("result").map(Digest::parse).orElse(null),
                        observed,
                        it.has("effects") ? effects(it.strings("effects")) : List.of()));
    }

    private static Integer exitCode(long code) {
        if (code != (int) code) {
            throw new IllegalArgumentException("An exit code has 32 bits");
        }
        return (int) code;
    }

    private static List<String> effects(List<String> effects) {
        if (effects.size() > MAX_EFFECTS || effects.stream().anyMatch(effect -> effect.length() > MAX_EFFECT)) {
            throw new IllegalArgumentException(
                    "At most %d effects of %d characters are kept".formatted(MAX_EFFECTS, MAX_EFFECT));
        }
        return effects;
    }

    /**
     * What is about to run, and under which permit.
     *
     * @param permit the compact JWS as it was issued
     */
    record ExecutionRequest(String permit, ProposalRequest action) {}

    /**
     * Leave to run.
     *
     * @param sealed where the chain holds the intent
     * @param receipt audit-service's signed receipt; absent only where the grant is answered again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExecutionAnswer(
            ExecutionId execution,
            ActionId action,
            SealReceipt sealed,
            @Nullable Receipt receipt) {}

    /**
     * What came of it.
     *
     * @param result plain SHA-256 of the result
     * @param observedAction what ran, where the host says so
     */
    record OutcomeRequest(
            OutcomeStatus status,
            @Nullable Integer exitCode,
            @Nullable Digest result,
            @Nullable ProposalRequest observedAction,
            @Nullable List<String> effects) {}

    /**
     * What became of the report.
     *
     * @param recorded {@code recorded}, {@code recorded-late} or {@code diverged}
     */
    record OutcomeAnswer(ExecutionId execution, String recorded) {

        static OutcomeAnswer of(ExecutionId execution, ReportOutcome.Answer answer) {
            return new OutcomeAnswer(
                    execution, answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
