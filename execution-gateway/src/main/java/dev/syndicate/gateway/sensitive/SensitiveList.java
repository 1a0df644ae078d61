package dev.syndicate.gateway.sensitive;

import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;

/** One version of a workspace's list. Its canonical form is kept, so that no version that was ever used is lost. */
record SensitiveList(String workspace, int counter, List<Rule> rules) {

    private static final String SCHEMA = "sensitive-list/v1";
    private static final DomainTag TAG = new DomainTag("syndicate/sensitive-list/v1");

    /** Some values of one tool, or of any. */
    record Rule(String tool, PathPattern path) {

        boolean isAbout(ToolReference called) {
            return tool.equals(PathPattern.ANY) || tool.equals(called.canonicalName()) || tool.equals(called.rawName());
        }
    }

    SensitiveList {
        rules = List.copyOf(rules);
    }

    static SensitiveList of(SensitiveSettings.Listed listed) {
        return new SensitiveList(
                listed.workspace(),
                listed.version(),
                listed.paths().stream()
                        .map(path -> new Rule(path.tool(), new PathPattern(path.pointer())))
                        .toList());
    }

    /** {@code <counter>:<sha256>}, as events name it. */
    String version() {
        return counter + ":" + TAG.digest(canonical()).hex();
    }

    /** The patterns that hold for a tool, in the list's order. */
    List<PathPattern> pathsOf(ToolReference tool) {
        return rules.stream().filter(rule -> rule.isAbout(tool)).map(Rule::path).toList();
    }

    byte[] canonical() {
        List<JsonObject> paths = rules.stream()
                .map(rule -> JsonObject.builder()
                        .put("tool", rule.tool())
                        .put("pointer", rule.path().pointer())
                        .build())
                .toList();
        return CanonicalJson.bytes(JsonObject.builder()
                .put("schema", SCHEMA)
                .put("workspace", workspace)
                .put("version", counter)
                .put("paths", JsonArray.of(paths))
                .build());
    }

    static SensitiveList parse(byte[] canonical) {
        try {
            JsonObject list = Json.parseObject(canonical);
            return new SensitiveList(
                    list.string("workspace"),
                    Math.toIntExact(list.integer("version")),
                    list.array("paths").stream()
                            .map(JsonObject.class::cast)
                            .map(path -> new Rule(path.string("tool"), new PathPattern(path.string("pointer"))))
                            .toList());
        } catch (InadmissibleJsonException e) {
            throw new IllegalStateException("A stored list of sensitive paths is damaged", e);
        }
    }
}
