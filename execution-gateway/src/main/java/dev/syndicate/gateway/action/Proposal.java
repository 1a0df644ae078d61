package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.request.Body;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the canonical action out of what a coding tool sends and of what its session says. The tool never states agent,
 * principal, workspace or session: a body that names them is refused.
 */
public final class Proposal {

    private static final List<String> VERBATIM =
            List.of("tool", "kind", "targets", "parameters", "context", "operands", "call", "model");
    private static final Set<String> MEMBERS = Set.of(
            "tool",
            "kind",
            "targets",
            "parameters",
            "context",
            "operands",
            "call",
            "model",
            "turn",
            "subagent",
            "permissionMode");

    private Proposal() {}

    /** Reads a proposal that may have pre-images beside the action. Ends the request as {@link #read} does. */
    static CanonicalAction readBesidePreImages(AgentSession session, JsonObject proposal) {
        return read(session, proposal.without(PreImage.MEMBER));
    }

    /** Reads a proposal, or what is about to run. Ends the request with {@code invalid-action} where it is none. */
    public static CanonicalAction read(AgentSession session, JsonObject proposal) {
        Body.only(proposal, MEMBERS);
        JsonObject.Builder action = Body.read(proposal, it -> frame(session, it)).toBuilder();
        VERBATIM.forEach(name -> {
            action.remove(name);
            action.putIfPresent(name, proposal.find(name));
        });
        return admitted(action.build());
    }

    private static CanonicalAction admitted(JsonObject action) {
        try {
            return CanonicalAction.ofProposal(action);
        } catch (InvalidActionException invalid) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    String.valueOf(invalid.getMessage()),
                    Map.of("code", invalid.code().wireName(), "pointer", invalid.pointer()));
        }
    }

    /** Everything that the session alone decides, in an action whose other members are replaced. */
    private static JsonObject frame(AgentSession session, JsonObject proposal) {
        return CanonicalAction.builder()
                .agent(session.agent(), session.enforcementTier())
                .principal(ActionPrincipal.of(session.principal()))
                .workspace(session.workspace())
                .session(new ActionSession(
                        session.session(),
                        proposal.findString("turn").orElse(null),
                        proposal.findString("subagent").orElse(null),
                        proposal.findString("permissionMode").orElse(null)))
                .tool(new ToolReference("-", "-", null, null))
                .kind(ActionKind.OTHER)
                .parameters(JsonObject.EMPTY)
                .build()
                .json();
    }
}
