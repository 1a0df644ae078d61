package dev.syndicate.client;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a coding tool wants to do, as it is proposed and as it is presented again just before it runs. The session adds
 * who acts, for whom and where; a proposal cannot say that.
 *
 * @param targets files, addresses or resources acted on; may be empty
 * @param parameters kept verbatim
 * @param operands the files that it relies on, pinned; in any order
 * @param call the call as the coding tool names it; the same call sent again is the same action
 */
public record Proposal(
        ToolReference tool,
        ActionKind kind,
        List<String> targets,
        JsonObject parameters,
        ActionContext context,
        List<Operand> operands,
        @Nullable CallReference call,
        @Nullable ModelReference model) {

    public Proposal {
        targets = List.copyOf(targets);
        operands = List.copyOf(operands);
    }

    /** An action of which nothing else is known. */
    public static Proposal of(ToolReference tool, ActionKind kind, JsonObject parameters) {
        return new Proposal(tool, kind, List.of(), parameters, ActionContext.UNKNOWN, List.of(), null, null);
    }

    /** The same, acting on these. */
    public Proposal on(List<String> others) {
        return new Proposal(tool, kind, others, parameters, context, operands, call, model);
    }

    /** The same, somewhere. */
    public Proposal in(ActionContext place) {
        return new Proposal(tool, kind, targets, parameters, place, operands, call, model);
    }

    /** The same, relying on these files. */
    public Proposal relyingOn(Collection<Operand> files) {
        return new Proposal(tool, kind, targets, parameters, context, List.copyOf(files), call, model);
    }

    /** The same, as this call. */
    public Proposal called(CallReference name) {
        return new Proposal(tool, kind, targets, parameters, context, operands, name, model);
    }

    /** The same, proposed by this model. */
    public Proposal by(ModelReference proposer) {
        return new Proposal(tool, kind, targets, parameters, context, operands, call, proposer);
    }

    /** The body of a request. */
    public JsonObject json() {
        return CanonicalAction.builder()
                .tool(tool)
                .kind(kind)
                .targets(targets)
                .parameters(parameters)
                .context(context)
                .operands(operands)
                .call(call)
                .model(model)
                .proposal();
    }
}
