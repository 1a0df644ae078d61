package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.cli.SyndicateCli;
import dev.syndicate.contracts.chain.NoteSigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/chain-format");

    @TempDir
    Path directory;

    private Path key;
    private String said = "";

    @BeforeEach
    void trustTheVectorsKey() throws IOException {
        key = directory.resolve("audit-log.vkey");
        Files.writeString(key, vectors().path("trustedKey").asText() + "\n");
    }

    @Test
    void endsAsEveryVectorSays() throws IOException {
        for (JsonNode bundle : vectors().path("bundles")) {
            String verdict = bundle.path("verdict").asText();

            int status = verify(VECTORS.resolve(bundle.path("file").asText()), trusted(bundle));

            assertThat(status).as(bundle.toString()).isEqualTo(verdict.startsWith("intact") ? 0 : 1);
            if (status == 1) {
                assertThat(said).contains("(" + verdict.split(" ")[0] + ")");
            }
        }
    }

    private Path[] trusted(JsonNode bundle) throws IOException {
        List<Path> keys = new ArrayList<>();
        for (JsonNode text : bundle.path("trustedKeys")) {
            keys.add(Files.writeString(directory.resolve("key-" + keys.size()), text.asText() + "\n"));
        }
        return keys.isEmpty() ? new Path[] {key} : keys.toArray(Path[]::new);
    }

    private static JsonNode vectors() throws IOException {
        return new ObjectMapper().readTree(VECTORS.resolve("bundles.json").toFile());
    }

    @Test
    void exitsWith0OnAnIntactBundle() {
        assertThat(verify(VECTORS.resolve("intact.jsonl"))).isZero();
        assertThat(said).startsWith("Intact: records 0 to ");
    }

    @Test
    void exitsWith1AndNamesTheRecordThatWasChanged() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(VECTORS.resolve("intact.jsonl")));
        int body = lines.get(3).indexOf("\"body\":\"") + 30;
        char other = lines.get(3).charAt(body) == 'A' ? 'B' : 'A';
        lines.set(3, lines.get(3).substring(0, body) + other + lines.get(3).substring(body + 1));
        Path changed = Files.writeString(directory.resolve("changed.jsonl"), String.join("\n", lines) + "\n");

        assertThat(verify(changed)).isEqualTo(1);
        assertThat(said).startsWith("BROKEN at record 2 (");
    }

    @Test
    void exitsWith1OnNothingAtAll() throws IOException {
        assertThat(verify(Files.createFile(directory.resolve("empty.jsonl")))).isEqualTo(1);
        assertThat(said).contains("empty");
    }

    @Test
    void exitsWith1WhenTheKeyIsAnother() throws IOException {
        String another = NoteSigningKey.generate("syndicate.dev/log/0197a3c5-0000-7000-8000-00000000ffff")
                .verificationKey()
                .toString();
        Files.writeString(key, another + "\n");

        assertThat(verify(VECTORS.resolve("intact.jsonl"))).isEqualTo(1);
        assertThat(said).contains("checkpoint-signature");
    }

    @Test
    void asksTheControlsOfEveryExecution() {
        Path controls = VECTORS.resolveSibling("controls");

        assertThat(run(with("--controls", controls.resolve("in-order.jsonl")))).isZero();
        assertThat(said).contains("Controls: executions 1, in order 1, begun outside 0, exceptions 0.");
        assertThat(run(with("--controls", controls.resolve("requester-approved.jsonl"))))
                .isEqualTo(1);
        assertThat(said).contains("EXCEPTION at record 5 (requester-approved): ");
    }

    @Test
    void leadsThroughACheckpointThatWasKept() throws IOException {
        JsonNode manifest = new ObjectMapper()
                .readTree(Files.readAllLines(VECTORS.resolve("adopted.jsonl")).getFirst());
        Path kept = Files.writeString(
                directory.resolve("kept"), manifest.path("checkpoints").get(0).asText());

        assertThat(run(with("--since=" + kept, VECTORS.resolve("adopted.jsonl"))))
                .isZero();
        assertThat(said)
                .contains("Checked: records 11 (a gapless range), epochs 1 to 2, checkpoints 2, keys 2a530cd1.");
        assertThat(run(with("--since=" + kept, VECTORS.resolve("selection.jsonl"))))
                .isEqualTo(1);
        assertThat(said).contains("checkpoint-mismatch");
    }

    private String[] with(String option, Path bundle) {
        return new String[] {"audit", "verify", option, "--bundle", bundle.toString(), "--key", key.toString()};
    }

    @Test
    void exitsWith5WhenTheKeysAreOfDifferentLogs() throws IOException {
        String another = NoteSigningKey.generate("syndicate.dev/log/0197a3c5-0000-7000-8000-00000000ffff")
                .verificationKey()
                .toString();
        Path other = Files.writeString(directory.resolve("other.vkey"), another + "\n");

        assertThat(verify(VECTORS.resolve("intact.jsonl"), key, other)).isEqualTo(5);
    }

    @Test
    void exitsWith5WhenNothingCanBeRead() {
        assertThat(verify(directory.resolve("absent.jsonl"))).isEqualTo(5);
    }

    @Test
    void takesNoKeyFromTheBundle() {
        assertThat(run(
                        "audit",
                        "verify",
                        "--bundle",
                        VECTORS.resolve("intact.jsonl").toString()))
                .isEqualTo(2);
        assertThat(said).contains("--key");
    }

    @Test
    void saysTheSameInJson() {
        assertThat(run(
                        "audit",
                        "verify",
                        "--json",
                        "--bundle",
                        VECTORS.resolve("intact.jsonl").toString(),
                        "--key",
                        key.toString()))
                .isZero();
        assertThat(said).startsWith("{\"intact\":true,\"first\":0,");
    }

    private int verify(Path bundle) {
        return verify(bundle, key);
    }

    private int verify(Path bundle, Path... keys) {
        List<String> arguments = new ArrayList<>(List.of("audit", "verify", "--bundle", bundle.toString()));
        for (Path trusted : keys) {
            arguments.addAll(List.of("--key", trusted.toString()));
        }
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = SyndicateCli.commandLine();
        // Subcommands print where their root does.
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        int status = line.execute(arguments);
        said = out.toString();
        return status;
    }
}
