package dev.syndicate.approval.grant;

import dev.syndicate.approval.voting.Revocations;
import dev.syndicate.approval.voting.Voter;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Standing grants for reviewers, operators and auditors. */
@RestController
@RequestMapping(path = "/v1/grants", produces = MediaType.APPLICATION_JSON_VALUE)
class GrantController {

    private static final int MAX_PAGE = 200;
    private static final int MAX_REASON = 2000;

    private final JdbcGrants grants;
    private final Revocations revocations;
    private final Clock clock;

    GrantController(JdbcGrants grants, Revocations revocations, Clock clock) {
        this.grants = grants;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Some standing grants.
     *
     * @param next what to ask with as {@code before} for the page after; absent on the last one
     */
    record GrantPage(List<GrantView> grants, @Nullable ApprovalId next) {}

    /** Why a grant is revoked. */
    @Schema(name = "Revocation")
    record RevocationBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    @GetMapping
    @Operation(operationId = "listGrants", summary = "Standing grants of your workspaces, the newest first")
    GrantPage list(
            AuthenticatedPerson viewer,
            @RequestParam(required = false) @Nullable WorkspaceId workspace,
            @RequestParam(defaultValue = "false") boolean live,
            @RequestParam(required = false) @Nullable ApprovalId before,
            @RequestParam(defaultValue = "50") int limit) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        if (workspace != null) {
            viewer.requireMemberOf(workspace);
        }
        Set<WorkspaceId> workspaces = workspace == null ? viewer.workspaces() : Set.of(workspace);
        List<GrantView> found = grants.page(workspaces, live, before, clock.instant(), size + 1);
        return found.size() > size
                ? new GrantPage(found.subList(0, size), found.get(size - 1).approval())
                : new GrantPage(found, null);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getGrant", summary = "A standing grant, by the approval that gave it")
    GrantView get(AuthenticatedPerson viewer, @PathVariable ApprovalId id) {
        return grants.find(id, clock.instant())
                .filter(grant -> viewer.isMemberOf(grant.workspace()))
                .orElseThrow(() ->
                        new ProblemException(PlatformProblems.NOT_FOUND, "There is no grant %s for you".formatted(id)));
    }

    @PostMapping(path = "/{id}/revocation", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "revokeGrant",
            summary = "Takes a standing grant back, effective at the next intent",
            description = "For whoever could have voted for it, and for operators. Sent again, it changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = RevocationBody.class))))
    void revoke(AuthenticatedPerson by, @PathVariable ApprovalId id, RawBody raw) {
        String reason = reason(raw.object());
        get(by, id);
        revocations.revoke(id, Voter.of(by), by.has(Role.OPERATOR), reason);
    }

    private static String reason(JsonObject body) {
        String reason = body.names().equals(List.of("reason"))
                ? body.findString("reason").orElse("")
                : "";
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "A revocation has a reason of 1 to %d characters and nothing else".formatted(MAX_REASON));
        }
        return reason;
    }
}
