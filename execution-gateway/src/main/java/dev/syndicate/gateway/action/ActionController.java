package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.request.Body;
import dev.syndicate.gateway.request.Held;
import dev.syndicate.gateway.request.OnceOnly;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Proposes actions and tells where they stand, to the session that proposed them and to nobody else. */
@RestController
class ActionController {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*([0-9]{1,6})(?:$|[,;\\s])");
    private static final int MAX_REASON = 2000;
    private static final Set<String> WITHDRAWAL_MEMBERS = Set.of("reason");

    private final Actions actions;
    private final ActionSettings settings;
    private final OnceOnly once;

    ActionController(Actions actions, ActionSettings settings, OnceOnly once) {
        this.actions = actions;
        this.settings = settings;
        this.once = once;
    }

    @Operation(
            summary = "Proposes an action",
            description = "Policy decides at once; the answer says whether the action is authorised (with its permit),"
                    + " awaits approval, or is denied. The same call sent again is the same action. preImages are the"
                    + " contents of files that the action changes, in Base64, for reviewers; one that is not what its operand"
                    + " says ends the request, and one that is too large is left out.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ProposalWithPreImages.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @PostMapping(path = "/v1/actions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> propose(
            AgentSession session,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody body) {
        List<PreImage> seen = PreImage.readAll(body.object());
        CanonicalAction action = Proposal.readBesidePreImages(session, body.object());
        PreImages.check(action, seen);
        Digest request = RequestDigest.of("POST /v1/actions", body.bytes());
        return once.answer(key, session.caller(), request, id -> {
            ActionView proposed = actions.propose(session, action, seen, new ActionId(id));
            return ResponseEntity.created(URI.create("/v1/actions/" + proposed.action()))
                    .body(proposed);
        });
    }

    @Operation(
            summary = "Tells where an action stands",
            description = "With Prefer: wait=N (RFC 7240, at most 60 seconds) the answer comes once people have decided"
                    + " or the time is up. Where a reviewer amended it, the answer is about the action that takes its"
                    + " place, which Content-Location names.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @GetMapping("/v1/actions/{action}")
    Object get(
            AgentSession session,
            @PathVariable ActionId action,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        ActionView known = find(session, action);
        Optional<Duration> wait = wait(prefer);
        return wait.isEmpty()
                ? ResponseEntity.ok(known)
                : Held.later(() -> decided(
                        known,
                        wait.get(),
                        actions.await(known, wait.get(), it -> !it.state().isPending())));
    }

    private static ResponseEntity<ActionView> decided(ActionView asked, Duration wait, ActionView seen) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().header("Preference-Applied", "wait=" + wait.toSeconds());
        if (!seen.action().equals(asked.action())) {
            answer.header(HttpHeaders.CONTENT_LOCATION, "/v1/actions/" + seen.action());
        }
        return answer.body(seen);
    }

    @Operation(
            summary = "Gives the canonical action, byte for byte",
            description =
                    "What is stored, hashed, shown and may run. A client whose call was amended runs these parameters"
                            + " and no others.")
    @ApiResponse(
            responseCode = "200",
            description = "An action/v1, see docs/spec/canonical-action.md",
            content = @Content(schema = @Schema(type = "object")))
    @GetMapping(path = "/v1/actions/{action}/content", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> content(AgentSession session, @PathVariable ActionId action) {
        return ResponseEntity.ok(actions.content(find(session, action).action()).bytes());
    }

    @Operation(
            summary = "Withdraws an action that has not run",
            description = "Sent again, it changes nothing.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = WithdrawalRequest.class))))
    @PostMapping("/v1/actions/{action}/withdraw")
    ActionView withdraw(AgentSession session, @PathVariable ActionId action, RawBody body) {
        return actions.withdraw(session, find(session, action), reason(body));
    }

    @Operation(
            summary = "Issues a fresh permit",
            description = "While the authority stands and nothing runs: after a permit expired, or was spent on an"
                    + " execution that could not be sealed.")
    @ApiResponse(
            responseCode = "200",
            description = "Issued",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @PostMapping("/v1/actions/{action}/permits")
    ResponseEntity<?> issuePermit(
            AgentSession session,
            @PathVariable ActionId action,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key) {
        Digest request = RequestDigest.of("POST /v1/actions/" + action + "/permits", new byte[0]);
        return once.answer(
                key, session.caller(), request, _ -> ResponseEntity.ok(actions.issuePermit(find(session, action))));
    }

    private ActionView find(AgentSession session, ActionId action) {
        return actions.find(session, action)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "This session has no such action"));
    }

    private static String reason(RawBody body) {
        if (body.bytes().length == 0) {
            return "Withdrawn by the requester";
        }
        JsonObject withdrawal = Body.only(body.object(), WITHDRAWAL_MEMBERS);
        String reason = Body.read(withdrawal, it -> it.findString("reason").orElse("Withdrawn by the requester"));
        if (reason.length() > MAX_REASON) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "A reason has at most %d characters".formatted(MAX_REASON));
        }
        return reason;
    }

    private Optional<Duration> wait(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Math.min(
                        Long.parseLong(matcher.group(1)), settings.longestWait().toSeconds())))
                : Optional.empty();
    }
}
