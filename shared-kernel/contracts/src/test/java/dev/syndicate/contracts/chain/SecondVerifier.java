package dev.syndicate.contracts.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** docs/spec/verify.py, which has to come to the same verdict as the verifier in Java. One process for all questions. */
public final class SecondVerifier {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SPECIFICATION = Path.of("../../docs/spec").toAbsolutePath();
    private static final long SECONDS = 120;
    private static SecondVerifier running;

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;
    private final Path directory;
    private int number;

    private SecondVerifier() throws IOException {
        directory = Files.createTempDirectory("second-verifier-");
        process = new ProcessBuilder(
                        "python3",
                        Path.of("src/test/resources/second_verifier.py")
                                .toAbsolutePath()
                                .toString(),
                        SPECIFICATION.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** The verdict on these bytes as {@code intact <first>..<last>} or {@code <code> at <sequence>}. */
    static String verdict(byte[] bundle, SignedNote since, NoteVerificationKey... keys) {
        return text(judge(bundle, since, List.of(), keys));
    }

    /** What it prints as JSON about these bytes. */
    public static synchronized JsonNode judge(
            byte[] file, SignedNote since, List<String> options, NoteVerificationKey... keys) {
        try {
            if (running == null) {
                running = new SecondVerifier();
            }
            return running.ask(file, since, options, keys);
        } catch (IOException e) {
            throw new UncheckedIOException("python3 is needed for this test", e);
        }
    }

    private JsonNode ask(byte[] file, SignedNote since, List<String> options, NoteVerificationKey... keys)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--json", "--bundle", write(file)));
        for (NoteVerificationKey key : keys) {
            arguments.addAll(List.of("--key", write((key + "\n").getBytes(StandardCharsets.UTF_8))));
        }
        if (since != null) {
            arguments.addAll(List.of("--since", write(since.toString().getBytes(StandardCharsets.UTF_8))));
        }
        arguments.addAll(options);
        questions.write(MAPPER.writeValueAsString(arguments) + "\n");
        questions.flush();
        JsonNode answer = MAPPER.readTree(answer());
        for (int i = 0; i < number; i++) {
            Files.deleteIfExists(directory.resolve("file-" + i));
        }
        number = 0;
        return MAPPER.readTree(answer.get("output").asText());
    }

    private String answer() throws IOException {
        try {
            String line = CompletableFuture.supplyAsync(this::line).get(SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IOException("The verifier in Python ended");
            }
            return line;
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IOException("The verifier in Python did not answer", e);
        }
    }

    private String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(byte[] content) throws IOException {
        Path file = directory.resolve("file-" + number++);
        return Files.write(file, content).toString();
    }

    private static String text(JsonNode verdict) {
        return verdict.get("intact").asBoolean()
                ? "intact " + verdict.get("first") + ".." + verdict.get("last")
                : verdict.get("code").asText() + " at "
                        + verdict.path("brokenSequence").asText("null");
    }
}
