package dev.syndicate.contracts.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The vectors of docs/spec, the same files that the specifications refer to. */
public final class Vectors {

    private static final Path ROOT = Path.of("..", "..", "docs", "spec", "vectors");

    private Vectors() {}

    public static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    public static List<String> lines(String path) {
        return text(path).lines().toList();
    }

    public static JsonValue json(String path) {
        try {
            return Json.parse(bytes(path));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** A file that is an array of objects. */
    public static List<JsonObject> objects(String path) {
        return ((JsonArray) json(path)).stream().map(JsonObject.class::cast).toList();
    }
}
