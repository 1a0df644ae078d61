package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.cli.SyndicateCli;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Of a log that has let records go, no more is called intact than was read. */
class VerifyPrunedLogTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/chain-format");

    /** Holds what was let go, and leads to the same head. */
    private static final Path ARCHIVE = VECTORS.resolve("intact.jsonl");

    @TempDir
    private Path home;

    private final List<String> requests = new ArrayList<>();
    private String prunings = "";
    private long skipped;
    private Path key = Path.of("");
    private String said = "";
    private String before = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", this::answer);
        server.start();
        Path addresses = Files.createDirectory(home.resolve(".local")).resolve("addresses.properties");
        Files.writeString(
                addresses,
                "SYNDICATE_AUDIT_URL=http://127.0.0.1:%d%n"
                        .formatted(server.getAddress().getPort()));
        before = System.getProperty("syndicate.home", "");
        System.setProperty("syndicate.home", home.toString());
        JsonNode vectors =
                new ObjectMapper().readTree(VECTORS.resolve("bundles.json").toFile());
        key = Files.writeString(
                home.resolve("audit-log.vkey"), vectors.path("trustedKey").asText() + "\n");
        gone(0, 3, Files.readAllBytes(ARCHIVE));
    }

    @AfterEach
    void stop() {
        if (before.isEmpty()) {
            System.clearProperty("syndicate.home");
        } else {
            System.setProperty("syndicate.home", before);
        }
        server.stop(0);
    }

    @Test
    void whatTheServiceVerifiedIsWhatItHas() throws IOException {
        gone(6, 7, new byte[0]);

        assertThat(verify()).isZero();

        assertThat(said).startsWith("Intact: records 4 to 5, 8 to 10 are as they were written.");
        assertThat(said)
                .contains("Pruned: records 0 to 3 are gone since 2026-02-02 00:00:00; two people let them go on"
                        + " 2026-02-01 00:00:00 (event e-0). They were NOT verified")
                .contains("Pruned: records 6 to 7 are gone");
    }

    @Test
    void nothingIsSaidWhereMoreIsMissingThanIsListed() {
        skipped = 4;
        assertThat(verify()).isZero();

        skipped = 5;
        assertThat(verify()).isEqualTo(5);

        assertThat(said)
                .contains("went past 5 records that are gone, and lists 4")
                .doesNotContain("Intact");
    }

    @Test
    void whatIsApprovedButNotGoneIsThere() {
        prunings = "{\"first\":0,\"last\":3,\"event\":\"e\",\"archive\":\"a\",\"approvedAt\":\"2026-02-01T00:00:00Z\"}";

        assertThat(verify()).isZero();

        assertThat(said.strip()).isEqualTo("Intact: records 0 to 10 are as they were written.");
    }

    @Test
    void whatIsDownloadedBeginsBehindTheLastGap() {
        assertThat(verify("--controls", "--key=" + key)).isZero();

        assertThat(requests).contains("GET /v1/export?first=4");
        assertThat(said)
                .startsWith("Intact: records 4 to 10 are as they were written, and lead to the signed checkpoint 11 ")
                .contains("Controls: executions 0")
                .contains("Pruned: records 0 to 3 are gone")
                .contains("They were NOT verified");
    }

    @Test
    void whatLiesBetweenGapsIsNotDownloaded() throws IOException {
        prunings = "";
        gone(2, 3, new byte[0]);
        gone(0, 0, new byte[0]);

        assertThat(verify("--controls", "--key=" + key)).isZero();

        assertThat(said)
                .startsWith("Intact: records 4 to 10 are")
                .contains("Not downloaded: records 1 to 1, which audit-service has verified;");
    }

    @Test
    void anArchiveIsVerifiedBesideIt() {
        assertThat(verify("--archive=" + ARCHIVE, "--key=" + key)).isZero();

        assertThat(said)
                .startsWith("Intact: records 4 to 10 are")
                .contains("They are as they were written in " + ARCHIVE + ", which is the archive that was approved.")
                .contains("Archive " + ARCHIVE + ": Intact: records 0 to 10 are")
                .doesNotContain("NOT verified");
    }

    @Test
    void recordsThatAreProvedInAnotherFileAreSaidToBe() throws IOException {
        prunings = "";
        gone(0, 3, new byte[0]);

        assertThat(verify("--archive=" + ARCHIVE, "--key=" + key)).isZero();

        assertThat(said)
                .contains("written in " + ARCHIVE + ", which is not the archive that was approved, "
                        + Digest.of(new byte[0]));
    }

    @Test
    void anArchiveOfOtherRecordsVerifiesNothingThatIsGone() {
        Path other = VECTORS.resolve("intact-from-4.jsonl");

        assertThat(verify("--archive=" + other, "--key=" + key)).isZero();

        assertThat(said).contains("They were NOT verified");
    }

    @Test
    void aBrokenArchiveIsBroken() {
        Path broken = VECTORS.resolve("body-bit-flipped.jsonl");

        assertThat(verify("--archive=" + broken, "--key=" + key)).isEqualTo(1);

        assertThat(said).contains("They were NOT verified").contains("Archive " + broken + ": BROKEN at record ");
    }

    @Test
    void aCheckpointOfWhatIsGoneIsNotCalledBroken() throws IOException {
        JsonNode manifest = new ObjectMapper()
                .readTree(Files.readAllLines(VECTORS.resolve("rotated.jsonl")).getFirst());
        Path kept = Files.writeString(
                home.resolve("kept"), manifest.path("checkpoints").get(0).asText());

        assertThat(verify("--since=" + kept, "--key=" + key)).isEqualTo(5);

        assertThat(said).contains("what is left begins at record 4");
    }

    @Test
    void saysTheSameInJson() throws IOException {
        assertThat(verify("--json", "--archive=" + ARCHIVE, "--key=" + key)).isZero();

        JsonNode json = new ObjectMapper().readTree(said);
        assertThat(json.path("intact").asBoolean()).isTrue();
        assertThat(json.path("first").asLong()).isEqualTo(4);
        assertThat(json.at("/verified/0/first").asLong()).isEqualTo(4);
        assertThat(json.at("/pruned/0/last").asLong()).isEqualTo(3);
        assertThat(json.at("/pruned/0/approval").asText()).isEqualTo("e-0");
        assertThat(json.at("/pruned/0/approvedArchive").asBoolean()).isTrue();
        assertThat(json.at("/archives/0/intact").asBoolean()).isTrue();
        assertThat(verify("--json")).isZero();
        assertThat(new ObjectMapper().readTree(said).path("first").asLong()).isEqualTo(4);
    }

    @Test
    void archivesNeedAKeyAndAService() {
        assertThat(verify("--archive=" + ARCHIVE)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(verify("--archive=" + ARCHIVE, "--bundle=" + ARCHIVE, "--key=" + key))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(requests).isEmpty();
    }

    private void gone(long first, long last, byte[] archive) throws IOException {
        String one = """
                {"first":%d,"last":%d,"event":"e-%d","archive":"%s","approvedAt":"2026-02-01T00:00:00Z",
                 "prunedAt":"2026-02-02T00:00:00Z"}""".formatted(first, last, first, Digest.of(archive));
        prunings = prunings.isEmpty() ? one : prunings + "," + one;
    }

    /** As audit-service answers with eleven records, of which it has those that are not pruned. */
    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(asked);
        byte[] answer = switch (asked) {
            case "POST /v1/verifications" ->
                text(
                        "{\"id\":\"v\",\"state\":\"completed\",\"intact\":true,\"firstSequence\":0,\"lastSequence\":10,\"pruned\":"
                                + skipped + "}");
            case "GET /v1/prunings" -> text("{\"prunings\":[" + prunings + "]}");
            case "GET /v1/export?first=4" -> Files.readAllBytes(VECTORS.resolve("intact-from-4.jsonl"));
            default -> text("{\"type\":\"https://syndicate.dev/problems/not-found\",\"title\":\"T\",\"detail\":\"D\"}");
        };
        exchange.sendResponseHeaders(
                new String(answer, StandardCharsets.UTF_8).contains("problems/") ? 404 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int verify(String... options) {
        StringWriter out = new StringWriter();
        CommandLine line = SyndicateCli.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> words = new ArrayList<>(List.of("audit", "verify", "--token=t"));
        words.addAll(List.of(options));
        int status = line.execute(words.toArray(String[]::new));
        said = out.toString();
        return status;
    }
}
