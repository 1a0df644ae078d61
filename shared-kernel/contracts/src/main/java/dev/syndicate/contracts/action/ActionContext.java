package dev.syndicate.contracts.action;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an action would happen.
 *
 * @param cwd the working directory
 * @param workspaceRoots the folders that the coding tool treats as its workspace, in its order
 */
public record ActionContext(
        @Nullable String cwd,
        List<String> workspaceRoots,
        @Nullable Repository repository) {

    /** Nothing is known of the context. */
    public static final ActionContext UNKNOWN = new ActionContext(null, List.of(), null);

    /**
     * The version control state.
     *
     * @param remote the address of the remote, without credentials
     * @param head the commit id
     * @param dirty whether there were uncommitted changes
     */
    public record Repository(
            @Nullable String remote,
            @Nullable String branch,
            @Nullable String head,
            @Nullable Boolean dirty) {}

    public ActionContext {
        workspaceRoots = List.copyOf(workspaceRoots);
    }

    static ActionContext read(@Nullable Shape shape) {
        if (shape == null) {
            return UNKNOWN;
        }
        Shape repository = shape.optionalObject("repository", "remote", "branch", "head", "dirty");
        return new ActionContext(
                shape.optionalText("cwd"),
                shape.optionalTexts("workspaceRoots"),
                repository == null ? null : readRepository(repository));
    }

    /** Absent when nothing is known. */
    Optional<JsonObject> toJson() {
        JsonObject.Builder json = JsonObject.builder().putStringIfPresent("cwd", Optional.ofNullable(cwd));
        if (!workspaceRoots.isEmpty()) {
            json.put("workspaceRoots", JsonArray.ofStrings(workspaceRoots));
        }
        json.putIfPresent("repository", Optional.ofNullable(repository).flatMap(ActionContext::repositoryJson));
        return nonEmpty(json.build());
    }

    private static Repository readRepository(Shape shape) {
        return new Repository(
                shape.optionalText("remote"),
                shape.optionalText("branch"),
                shape.optionalText("head"),
                shape.optionalTruth("dirty"));
    }

    private static Optional<JsonObject> repositoryJson(Repository repository) {
        JsonObject json = JsonObject.builder()
                .putStringIfPresent("remote", Optional.ofNullable(repository.remote()))
                .putStringIfPresent("branch", Optional.ofNullable(repository.branch()))
                .putStringIfPresent("head", Optional.ofNullable(repository.head()))
                .putIfPresent("dirty", Optional.ofNullable(repository.dirty()).map(JsonValue::of))
                .build();
        return nonEmpty(json);
    }

    private static Optional<JsonObject> nonEmpty(JsonObject json) {
        return json.isEmpty() ? Optional.empty() : Optional.of(json);
    }
}
