package dev.syndicate.gateway.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.action.ToolReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed, or about to run, as the API reference shows it; {@link Proposal} reads the bytes themselves. Agent,
 * principal, workspace and session are the session's and never part of it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalRequest(
        ToolReference tool,
        ActionKind kind,
        Map<String, Object> parameters,
        @Nullable List<String> targets,
        @Nullable Context context,
        @Nullable List<Operand> operands,
        @Nullable CallReference call,
        @Nullable ModelReference model,
        @Nullable String turn,
        @Nullable String subagent,
        @Nullable String permissionMode) {

    /** Where it would happen; what is not known is absent. */
    public record Context(
            @Nullable String cwd,
            @Nullable List<String> workspaceRoots,
            @Nullable Repository repository) {}
}
