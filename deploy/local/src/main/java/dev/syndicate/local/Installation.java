package dev.syndicate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built repository.
 *
 * @param root the directory of the root pom
 */
public record Installation(Path root) {

    public Installation {
        root = root.toAbsolutePath().normalize();
    }

    /** The repository that {@code ./syndicate} runs from. */
    public static Installation found() {
        return new Installation(Path.of(System.getProperty("syndicate.home", "")));
    }

    /** The home of {@code ./syndicate up}; {@code SYNDICATE_LOCAL} names another. */
    public Home home() {
        String elsewhere = System.getenv("SYNDICATE_LOCAL");
        return new Home(elsewhere == null ? root.resolve(".local") : Path.of(elsewhere));
    }

    /** Where unpacked binaries lie, shared by every home. */
    Path binaries() {
        return root.resolve(".local/binaries");
    }

    Path executable(Component component) {
        return executable(component.module());
    }

    Path migrator() {
        return executable("deploy/migrator");
    }

    /** The executable jar of a module, for example {@code cli}. */
    public Path executable(String module) {
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
        } catch (IOException absent) {
            throw notBuilt(target, absent);
        }
        throw notBuilt(target, new IOException("no single *-exec.jar"));
    }

    private static LocalFailureException notBuilt(Path target, IOException cause) {
        return new LocalFailureException(
                target + " holds no *-exec.jar; build it with ./mvnw -DskipTests package", cause);
    }
}
