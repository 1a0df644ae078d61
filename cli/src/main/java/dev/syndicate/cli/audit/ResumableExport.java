package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A download that can go on: the bytes go to {@code FILE.part}, the export's id and what was asked for to
 * {@code FILE.export}. The file appears once it has the bytes that the manifest states.
 */
final class ResumableExport {

    private static final String EXPORT = "Syndicate-Export";

    private final Api audit;
    private final Path output;
    private final Path part;
    private final Path started;

    ResumableExport(Api audit, Path output) {
        this.audit = audit;
        this.output = output;
        this.part = beside(output, ".part");
        this.started = beside(output, ".export");
    }

    ExportManifestFile download(String query, boolean resume) {
        try {
            String id = resume && Files.exists(started) ? goOn(query) : start(query);
            Path manifest = beside(output, ".manifest.json");
            audit.download("/v1/exports/" + id + "/manifest", manifest).orRefused();
            ExportManifestFile stated =
                    ExportManifestFile.parse(Files.readAllBytes(manifest)).requireAbout(part);
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(started);
            return stated;
        } catch (IOException failure) {
            throw new UnreadableException("Cannot write " + output + ": " + failure.getMessage(), failure);
        }
    }

    private String start(String query) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(started);
        String[] id = {""};
        Answer answer = audit.append(query, part, headers -> {
            id[0] = headers.firstValue(EXPORT).orElse("");
            Files.writeString(started, id[0] + "\n" + query + "\n");
        });
        answer.orRefused();
        return id[0];
    }

    /** What was asked for then must be what is asked for now: half a file of one kind and half of another is neither. */
    private String goOn(String query) throws IOException {
        String[] lines = Files.readString(started, StandardCharsets.UTF_8).split("\n");
        if (lines.length != 2 || !lines[1].equals(query)) {
            throw new UnreadableException(
                    "%s was started with other options; repeat them, or leave out --resume".formatted(part));
        }
        long there = Files.exists(part) ? Files.size(part) : 0;
        Answer answer =
                audit.with("Range", "bytes=" + there + "-").append("/v1/exports/" + lines[0], part, headers -> {});
        if (answer.status() != 416) {
            answer.orRefused();
        }
        return lines[0];
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
