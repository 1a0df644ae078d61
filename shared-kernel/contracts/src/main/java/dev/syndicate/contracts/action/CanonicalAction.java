package dev.syndicate.contracts.action;

import dev.syndicate.contracts.action.InvalidActionException.Code;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code action/v1}: what a coding tool wants to do, in the one form that is stored, hashed, shown and sent. Two actions
 * are equal when their bytes are. The authority is docs/spec/canonical-action.md.
 *
 * <p>Unknown members are refused, what is not known is absent, and the parameters are kept verbatim. Whatever comes from
 * outside enters by {@link #ofProposal}; {@link #of} and {@link #parse} also take commitments, which only we put there.
 */
public final class CanonicalAction {

    /** The schema. */
    public static final String SCHEMA = "action/v1";

    private static final String[] MEMBERS = {
        "schema",
        "agent",
        "principal",
        "workspace",
        "session",
        "call",
        "model",
        "tool",
        "kind",
        "targets",
        "parameters",
        "context",
        "operands"
    };

    private final JsonObject json;
    private final byte[] bytes;
    private final Content content;
    private final List<String> commitments;

    private record Content(
            AgentDescription agent,
            EnforcementTier enforcementTier,
            ActionPrincipal principal,
            WorkspaceId workspace,
            ActionSession session,
            @Nullable CallReference call,
            @Nullable ModelReference model,
            ToolReference tool,
            ActionKind kind,
            List<String> targets,
            JsonObject parameters,
            ActionContext context,
            List<Operand> operands) {}

    private CanonicalAction(JsonObject json) {
        this.json = json;
        this.content = read(Shape.root(json, MEMBERS));
        this.commitments = Parameters.commitmentsIn(content.parameters());
        this.bytes = CanonicalJson.bytes(json);
    }

    /** Reads an action. Throws {@link InvalidActionException} for anything but an {@code action/v1}. */
    public static CanonicalAction of(JsonObject json) {
        return new CanonicalAction(json);
    }

    /** Reads an action from outside, in which a commitment would be somebody else's claim: it is refused. */
    public static CanonicalAction ofProposal(JsonObject json) {
        CanonicalAction action = of(json);
        if (!action.commitments.isEmpty()) {
            throw new InvalidActionException(
                    Code.RESERVED_NAME, action.commitments.getFirst(), "A proposal holds no commitments");
        }
        return action;
    }

    /** Reads stored bytes; they must be the canonical ones. */
    public static CanonicalAction parse(byte[] canonical) throws InadmissibleJsonException {
        if (Json.parseCanonical(canonical) instanceof JsonObject object) {
            return of(object);
        }
        throw new InvalidActionException(Code.WRONG_TYPE, "", "Expected an object");
    }

    /** Puts an action together from typed parts. */
    public static ActionBuilder builder() {
        return new ActionBuilder();
    }

    /** The canonical bytes: a fresh copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The same as JSON. */
    public JsonObject json() {
        return json;
    }

    /** Names this proposal, with its call and turn. */
    public ActionDigest actionDigest() {
        return ActionDigest.over(bytes);
    }

    /** Names what would be done, whichever call or turn asked for it. */
    public IntentDigest intentDigest() {
        JsonObject intent =
                json.without("call").with("session", json.object("session").without("turn"));
        return IntentDigest.over(CanonicalJson.bytes(intent));
    }

    /** What lists and records are searched by. */
    public ActionSummary summary() {
        return new ActionSummary(tool().rawName(), tool().canonicalName(), kind(), targets());
    }

    /** The JSON pointers of the parameters that are commitments; without their values the action cannot be executed. */
    public List<String> commitments() {
        return commitments;
    }

    /** The coding tool. */
    public AgentDescription agent() {
        return content.agent();
    }

    /** How strongly a decision is enforced there. */
    public EnforcementTier enforcementTier() {
        return content.enforcementTier();
    }

    /** On whose behalf. */
    public ActionPrincipal principal() {
        return content.principal();
    }

    /** The workspace of the session. */
    public WorkspaceId workspace() {
        return content.workspace();
    }

    /** The session, with its turn. */
    public ActionSession session() {
        return content.session();
    }

    /** The call, where the coding tool names it. */
    public @Nullable CallReference call() {
        return content.call();
    }

    /** The model, where it is known. */
    public @Nullable ModelReference model() {
        return content.model();
    }

    /** The tool. */
    public ToolReference tool() {
        return content.tool();
    }

    /** What sort of action it is. */
    public ActionKind kind() {
        return content.kind();
    }

    /** Files, addresses or resources acted on, in the adapter's order; may be empty. */
    public List<String> targets() {
        return content.targets();
    }

    /** The parameters as the coding tool gave them. */
    public JsonObject parameters() {
        return content.parameters();
    }

    /** Where it would happen. */
    public ActionContext context() {
        return content.context();
    }

    /** The files that it relies on; may be empty. */
    public List<Operand> operands() {
        return content.operands();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalAction that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The action digest; never the content. */
    @Override
    public String toString() {
        return "action " + actionDigest();
    }

    private static Content read(Shape root) {
        if (!root.text("schema").equals(SCHEMA)) {
            throw root.refused(Code.WRONG_SCHEMA, "schema", "Expected " + SCHEMA);
        }
        Shape agent = root.object("agent", "vendor", "product", "version", "adapter", "enforcementTier");
        Shape call = root.optionalObject("call", "id", "source");
        Shape model = root.optionalObject("model", "id", "source");
        return new Content(
                agent(agent),
                agent.text("enforcementTier", EnforcementTier::valueOf),
                ActionPrincipal.read(root.object("principal", "kind", "issuer", "subject", "accountable")),
                root.text("workspace", WorkspaceId::new),
                ActionSession.read(root.object("session", "id", "turn", "subagent", "permissionMode")),
                call == null ? null : CallReference.read(call),
                model == null ? null : ModelReference.read(model),
                ToolReference.read(root.object("tool", "rawName", "canonicalName", "server", "definitionDigest")),
                root.text("kind", ActionKind::of),
                root.optionalTexts("targets"),
                root.verbatim("parameters"),
                ActionContext.read(root.optionalObject("context", "cwd", "workspaceRoots", "repository")),
                Operand.readAll(root));
    }

    private static AgentDescription agent(Shape shape) {
        String version = shape.optionalText("version");
        return new AgentDescription(
                shape.text("vendor"), shape.text("product"), version == null ? "" : version, shape.text("adapter"));
    }
}
