package dev.syndicate.approval.grant;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
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

    private final Grants grants;

    GrantController(Grants grants) {
        this.grants = grants;
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
        List<GrantView> found = grants.page(viewer, workspace, live, before, size + 1);
        return found.size() > size
                ? new GrantPage(found.subList(0, size), found.get(size - 1).approval())
                : new GrantPage(found, null);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getGrant", summary = "A standing grant, by the approval that gave it")
    GrantView get(AuthenticatedPerson viewer, @PathVariable ApprovalId id) {
        return grants.require(viewer, id);
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
        grants.revoke(by, id, reason(raw.object()));
    }

    private static String reason(JsonObject body) {
        return body.names().equals(List.of("reason"))
                ? body.findString("reason").orElse("")
                : "";
    }
}
