package dev.syndicate.cli.run;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to run: the words as they were given, the program that the first of them stands for, where, and in which
 * environment.
 *
 * @param program absolute; the last part is the name that it was found under
 * @param directory absolute, without symbolic links
 */
record CommandToRun(List<String> words, Path program, Path directory, AllowedEnvironment environment) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** The first bytes of a script with an interpreter, of ELF, and of Mach-O, also for several machines. */
    private static final List<String> FORMATS = List.of("2321", "7f454c46", "cffaedfe", "cafebabe");

    CommandToRun {
        words = List.copyOf(words);
    }

    /** Finds the program. Throws {@link NothingRanException} where there is none, as a shell would say it. */
    static CommandToRun find(List<String> words, Path directory, AllowedEnvironment environment) {
        Path program = program(words.getFirst(), directory, environment.path());
        requireFormat(words.getFirst(), program);
        return new CommandToRun(words, program, directory, environment);
    }

    /** What the system does not recognise, Java would hand to a shell, as execvp(3) does. */
    private static void requireFormat(String name, Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            String head = HexFormat.of().formatHex(in.readNBytes(4));
            if (FORMATS.stream().noneMatch(head::startsWith)) {
                throw new NothingRanException(
                        Ending.NOT_EXECUTABLE, name + ": neither a binary nor a script that begins with #!");
            }
        } catch (IOException unreadable) {
            throw new NothingRanException(Ending.NOT_EXECUTABLE, name + ": cannot be read, so it cannot be pinned");
        }
    }

    private static Path program(String name, Path directory, String path) {
        if (name.isEmpty()) {
            throw new NothingRanException(Ending.NOT_FOUND, "The command is an empty text");
        }
        if (name.contains("/")) {
            return executable(name, directory.resolve(name));
        }
        return Stream.of(path.split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .map(part -> directory.resolve(part).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElseThrow(() -> new NothingRanException(Ending.NOT_FOUND, name + ": not found in PATH"));
    }

    private static Path executable(String name, Path file) {
        if (!Files.exists(file)) {
            throw new NothingRanException(Ending.NOT_FOUND, name + ": no such file");
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new NothingRanException(Ending.NOT_EXECUTABLE, name + ": cannot be executed");
        }
        return file;
    }

    /**
     * The parameters of the action. {@code command} is for people and for policies that are written for shells: the words,
     * quoted as a POSIX shell would need it; no shell ever reads it.
     */
    JsonObject parameters() {
        JsonObject.Builder parameters = JsonObject.builder()
                .put("command", quoted(words))
                .put("argv", JsonArray.ofStrings(words))
                .put("executable", program.toString());
        environment.describe(parameters);
        return parameters.build();
    }

    /** The words, quoted where a POSIX shell would read them otherwise. */
    static String quoted(List<String> words) {
        return words.stream().map(CommandToRun::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
