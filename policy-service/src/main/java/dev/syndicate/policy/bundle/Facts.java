package dev.syndicate.policy.bundle;

import dev.cel.common.values.NullValue;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.policy.TrustTier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What conditions can ask about: the variables of docs/spec/policy-bundle.md, section 5. */
public final class Facts {

    static final String ACTION = "action";
    static final String AGENT = "agent";
    static final String PRINCIPAL = "principal";
    static final String SESSION = "session";
    static final String WORKSPACE = "workspace";
    static final String TRUST_TIER = "trustTier";

    /** The session's fact that the gateway states of a changed tool. */
    private static final String TOOL_CHANGED = "toolChanged";

    private final Map<String, Object> variables;
    private final String tool;
    private final ActionKind kind;
    private final String workspace;
    private final @Nullable Digest definition;
    private final boolean toolChanged;

    private Facts(
            Map<String, Object> variables,
            String tool,
            ActionKind kind,
            String workspace,
            @Nullable Digest definition,
            boolean toolChanged) {
        this.variables = Map.copyOf(variables);
        this.tool = tool;
        this.kind = kind;
        this.workspace = workspace;
        this.definition = definition;
        this.toolChanged = toolChanged;
    }

    /** Of an admitted canonical action, and what its caller knows of the session. */
    public static Facts of(CanonicalAction canonical, JsonObject session) {
        JsonObject action = canonical.json();
        String workspace = canonical.workspace().value();
        Map<String, Object> variables = new HashMap<>();
        variables.put(ACTION, celMap(action));
        variables.put(AGENT, celMap(action.object(AGENT)));
        variables.put(PRINCIPAL, celMap(action.object(PRINCIPAL)));
        variables.put(SESSION, celMap(withFacts(action.object(SESSION), session)));
        variables.put(WORKSPACE, workspace);
        return new Facts(
                variables,
                canonical.tool().canonicalName(),
                canonical.kind(),
                workspace,
                canonical.tool().definitionDigest(),
                session.find(TOOL_CHANGED).filter(JsonBoolean.TRUE::equals).isPresent());
    }

    private static JsonObject withFacts(JsonObject session, JsonObject facts) {
        JsonObject.Builder both = session.toBuilder();
        facts.forEach(both::put);
        return both.build();
    }

    Facts withTrust(TrustTier tier) {
        Map<String, Object> more = new HashMap<>(variables);
        more.put(TRUST_TIER, (long) tier.value());
        return new Facts(more, tool, kind, workspace, definition, toolChanged);
    }

    Map<String, Object> variables() {
        return variables;
    }

    String tool() {
        return tool;
    }

    ActionKind kind() {
        return kind;
    }

    String workspace() {
        return workspace;
    }

    /** Names the definition of the tool, where it has one. */
    @Nullable
    Digest definition() {
        return definition;
    }

    /** Whether that definition is another one than the tool was pinned with. */
    boolean isToolChanged() {
        return toolChanged;
    }

    private static Map<String, Object> celMap(JsonObject object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put(name, cel(value)));
        return members;
    }

    /** CEL has a null of its own; everything else is the plain Java value. */
    private static Object cel(JsonValue value) {
        return switch (value) {
            case JsonObject object -> celMap(object);
            case JsonArray array -> array.stream().map(Facts::cel).toList();
            case JsonNull _ -> NullValue.NULL_VALUE;
            default -> Objects.requireNonNull(value.toPlain());
        };
    }
}
