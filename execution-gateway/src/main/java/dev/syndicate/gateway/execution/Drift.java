package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What has changed between an action as it was authorised and as it is presented. A reason of its own is named only
 * where putting back what it covers gives exactly the authorised intent again; everything else is a digest-mismatch.
 *
 * @param detail for the record; names no file
 * @param changed what exactly, for whoever asked: paths of files, or members of the context
 */
public record Drift(RefusalReason reason, String detail, List<String> changed) {

    public Drift {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        changed = List.copyOf(changed);
    }

    /** What has changed; empty where nothing that the intent covers has. */
    public static Optional<Drift> between(CanonicalAction authorised, CanonicalAction presented) {
        IntentDigest intent = authorised.intentDigest();
        if (presented.intentDigest().equals(intent)) {
            return Optional.empty();
        }
        JsonObject before = authorised.json();
        JsonObject withTool = definition(presented.json(), before);
        JsonObject withOperands = restored(withTool, before, "operands");
        JsonObject withContext = restored(withOperands, before, "context");
        boolean isNamed = CanonicalAction.of(withContext).intentDigest().equals(intent);
        return Optional.of(isNamed ? named(authorised, presented) : mismatch());
    }

    private static Drift mismatch() {
        return new Drift(RefusalReason.DIGEST_MISMATCH, "What is about to run is not what was authorised", List.of());
    }

    /** The gravest first: another tool, then other files, then another place. */
    private static Drift named(CanonicalAction authorised, CanonicalAction presented) {
        if (!Objects.equals(
                authorised.tool().definitionDigest(), presented.tool().definitionDigest())) {
            return new Drift(
                    RefusalReason.TOOL_CHANGED,
                    "The tool's definition has changed since it was authorised",
                    List.of(presented.tool().rawName()));
        }
        List<String> files = changedFiles(authorised.operands(), presented.operands());
        if (!files.isEmpty()) {
            return new Drift(
                    RefusalReason.OPERAND_CHANGED,
                    "%d of the files that it refers to changed since it was authorised".formatted(files.size()),
                    files);
        }
        List<String> members = changedMembers(authorised.json(), presented.json());
        return new Drift(
                RefusalReason.CONTEXT_CHANGED,
                "The place has changed since it was authorised: " + String.join(", ", members),
                members);
    }

    private static List<String> changedFiles(List<Operand> before, List<Operand> now) {
        Map<String, Operand> known = new LinkedHashMap<>();
        before.forEach(operand -> known.put(operand.path(), operand));
        TreeSet<String> changed = new TreeSet<>();
        for (Operand operand : now) {
            if (!operand.equals(known.remove(operand.path()))) {
                changed.add(operand.path());
            }
        }
        changed.addAll(known.keySet());
        return List.copyOf(changed);
    }

    private static List<String> changedMembers(JsonObject before, JsonObject now) {
        JsonObject one = before.findObject("context").orElse(JsonObject.EMPTY);
        JsonObject other = now.findObject("context").orElse(JsonObject.EMPTY);
        List<String> changed = new ArrayList<>();
        for (String name : List.of("cwd", "workspaceRoots")) {
            differs(one, other, name).ifPresent(changed::add);
        }
        JsonObject repository = one.findObject("repository").orElse(JsonObject.EMPTY);
        JsonObject repositoryNow = other.findObject("repository").orElse(JsonObject.EMPTY);
        for (String name : List.of("remote", "branch", "head", "dirty")) {
            differs(repository, repositoryNow, name).ifPresent(changed::add);
        }
        return changed;
    }

    private static Optional<String> differs(JsonObject one, JsonObject other, String name) {
        return one.find(name).equals(other.find(name)) ? Optional.empty() : Optional.of(name);
    }

    private static JsonObject restored(JsonObject presented, JsonObject authorised, String name) {
        return presented.toBuilder()
                .remove(name)
                .putIfPresent(name, authorised.find(name))
                .build();
    }

    private static JsonObject definition(JsonObject presented, JsonObject authorised) {
        Optional<JsonValue> digest = authorised.object("tool").find("definitionDigest");
        JsonObject tool = presented.object("tool").toBuilder()
                .remove("definitionDigest")
                .putIfPresent("definitionDigest", digest)
                .build();
        return presented.with("tool", tool);
    }
}
