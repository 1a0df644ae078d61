package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The vectors of docs/spec/policy-bundle.md. */
public final class Vectors {

    private static final Path FOLDER = Path.of("..", "docs", "spec", "vectors", "policy-bundle");

    private Vectors() {}

    /** The objects of one file. */
    public static Stream<JsonObject> objects(String file) {
        try {
            return ((JsonArray) Json.parse(Files.readAllBytes(FOLDER.resolve(file))))
                    .stream().map(JsonObject.class::cast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InadmissibleJsonException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** The bundle of this name. */
    public static String bundle(String name) {
        return objects("bundles.json")
                .filter(vector -> vector.string("name").equals(name))
                .findFirst()
                .orElseThrow()
                .string("yaml");
    }
}
