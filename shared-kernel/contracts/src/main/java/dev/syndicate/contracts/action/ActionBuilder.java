package dev.syndicate.contracts.action;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts an action together. Required are agent, principal, workspace, session, tool, kind and parameters; {@link #build()}
 * throws {@link InvalidActionException} when one is missing or the parameters use the reserved name. Operands may come in
 * any order.
 */
public final class ActionBuilder {

    private final JsonObject.Builder json = JsonObject.builder().put("schema", CanonicalAction.SCHEMA);

    ActionBuilder() {}

    /** The coding tool; an empty version is left out. */
    public ActionBuilder agent(AgentDescription agent, EnforcementTier tier) {
        Optional<String> version = Optional.of(agent.version()).filter(text -> !text.isEmpty());
        json.put(
                "agent",
                JsonObject.builder()
                        .put("vendor", agent.vendor())
                        .put("product", agent.product())
                        .putStringIfPresent("version", version)
                        .put("adapter", agent.adapter())
                        .put("enforcementTier", tier.name()));
        return this;
    }

    /** On whose behalf. */
    public ActionBuilder principal(ActionPrincipal principal) {
        json.put("principal", principal.toJson());
        return this;
    }

    /** The workspace of the session. */
    public ActionBuilder workspace(WorkspaceId workspace) {
        json.put("workspace", workspace.value());
        return this;
    }

    /** The session, with its turn where there is one. */
    public ActionBuilder session(ActionSession session) {
        json.put("session", session.toJson());
        return this;
    }

    /** The call, where the coding tool names it. */
    public ActionBuilder call(@Nullable CallReference call) {
        json.putIfPresent("call", Optional.ofNullable(call).map(CallReference::toJson));
        return this;
    }

    /** The model, where it is known. */
    public ActionBuilder model(@Nullable ModelReference model) {
        json.putIfPresent("model", Optional.ofNullable(model).map(ModelReference::toJson));
        return this;
    }

    /** The tool. */
    public ActionBuilder tool(ToolReference tool) {
        json.put("tool", tool.toJson());
        return this;
    }

    /** What sort of action it is. */
    public ActionBuilder kind(ActionKind kind) {
        json.put("kind", kind.wireName());
        return this;
    }

    /** Files, addresses or resources acted on; none is left out. */
    public ActionBuilder targets(List<String> targets) {
        if (!targets.isEmpty()) {
            json.put("targets", JsonArray.ofStrings(targets));
        }
        return this;
    }

    /** The parameters, verbatim. */
    public ActionBuilder parameters(JsonObject parameters) {
        json.put("parameters", parameters);
        return this;
    }

    /** Where it would happen. */
    public ActionBuilder context(ActionContext context) {
        json.putIfPresent("context", context.toJson());
        return this;
    }

    /** The files that it relies on; none is left out. */
    public ActionBuilder operands(Collection<Operand> operands) {
        if (!operands.isEmpty()) {
            json.put(
                    "operands",
                    JsonArray.of(operands.stream()
                            .sorted(Comparator.comparing(Operand::path))
                            .map(Operand::toJson)
                            .toList()));
        }
        return this;
    }

    /** The action, as a proposal: commitments in the parameters are refused. */
    public CanonicalAction build() {
        return CanonicalAction.ofProposal(json.build());
    }

    /**
     * What of it a coding tool proposes: everything but what the session alone says, which is who acts, for whom, where
     * and in which session.
     */
    public JsonObject proposal() {
        JsonObject.Builder proposal = json.build().toBuilder();
        List.of("schema", "agent", "principal", "workspace", "session").forEach(proposal::remove);
        return proposal.build();
    }
}
