package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.request.Body;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for: a reason, and exactly one other member.
 *
 * @param permit as it was issued, the compact JWS
 * @param everywhere true, where it is every workspace
 * @param reason for the record; 1 to 1,000 characters
 */
record RevocationRequest(
        @Nullable String permit,
        @Nullable ActionId action,
        @Nullable SessionId session,
        @Nullable WorkspaceId workspace,
        @Nullable Boolean everywhere,
        String reason) {

    private static final List<String> WHAT = List.of("permit", "action", "session", "workspace", "everywhere");
    private static final Set<String> MEMBERS =
            Set.of("permit", "action", "session", "workspace", "everywhere", "reason");
    private static final Set<String> REACH = Set.of("workspace", "everywhere", "reason");
    private static final int MAX_REASON = 1_000;

    /** Any of them. */
    static RevocationRequest of(JsonObject body) {
        return read(Body.only(body, MEMBERS));
    }

    /** One that is about a workspace or all of them. */
    static RevocationRequest ofReach(JsonObject body) {
        return read(Body.only(body, REACH));
    }

    private static RevocationRequest read(JsonObject body) {
        RevocationRequest request = Body.read(
                body,
                it -> new RevocationRequest(
                        it.findString("permit").orElse(null),
                        it.findString("action").map(ActionId::parse).orElse(null),
                        it.findString("session").map(SessionId::parse).orElse(null),
                        it.findString("workspace").map(WorkspaceId::new).orElse(null),
                        it.has("everywhere") ? it.bool("everywhere") : null,
                        it.string("reason")));
        if (WHAT.stream().filter(body::has).count() != 1 || Boolean.FALSE.equals(request.everywhere())) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "Exactly one of these is named: " + String.join(", ", WHAT));
        }
        if (request.reason().isBlank() || request.reason().length() > MAX_REASON) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "'reason' has 1 to %d characters".formatted(MAX_REASON));
        }
        return request;
    }

    Reach reach() {
        return new Reach(workspace);
    }
}
