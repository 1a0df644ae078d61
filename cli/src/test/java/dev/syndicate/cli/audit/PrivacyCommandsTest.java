package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.syndicate.cli.SyndicateCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What two operators ask for at the terminal is what audit-service is asked for. */
class PrivacyCommandsTest {

    private static final String ASKED =
            "{\"done\":false,\"by\":[{\"name\":\"Olive\",\"subject\":\"olive\"}],\"expiresAt\":\"tomorrow\"}";
    private static final String DONE =
            "{\"done\":true,\"by\":[{\"name\":\"Olive\",\"subject\":\"olive\"},{\"name\":\"\",\"subject\":\"otto\"}]}";

    @TempDir
    private Path home;

    private final List<String> requests = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter complaints = new StringWriter();
    private final PrintStream terminal = System.out;
    private String before = "";
    private HttpServer server;
    private int status = 202;
    private String answer = ASKED;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        Path addresses = Files.createDirectory(home.resolve(".local")).resolve("addresses.properties");
        Files.writeString(
                addresses,
                "SYNDICATE_AUDIT_URL=http://127.0.0.1:%d%nSYNDICATE_ISSUER=https://id.example%n"
                        .formatted(server.getAddress().getPort()));
        before = System.getProperty("syndicate.home", "");
        System.setProperty("syndicate.home", home.toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(terminal);
        if (before.isEmpty()) {
            System.clearProperty("syndicate.home");
        } else {
            System.setProperty("syndicate.home", before);
        }
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "erase --subject dana | /v1/subjects/erasures"
                        + " | {\"subject\":{\"issuer\":\"https://id.example\",\"subject\":\"dana\"},\"reason\":\"R\"}",
                "hold --subject dana --issuer https://other.example | /v1/holds"
                        + " | {\"scope\":{\"subject\":{\"issuer\":\"https://other.example\",\"subject\":\"dana\"}},\"reason\":\"R\"}",
                "hold --session s-1 | /v1/holds | {\"scope\":{\"session\":\"s-1\"},\"reason\":\"R\"}",
                "hold --workspace acme/shop | /v1/holds | {\"scope\":{\"workspace\":\"acme/shop\"},\"reason\":\"R\"}",
                "hold --from 2026-01-01T00:00:00Z --until 2026-02-01T00:00:00Z | /v1/holds"
                        + " | {\"scope\":{\"period\":{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"}},\"reason\":\"R\"}",
                "release-hold 01980f3e-7c00-7000-8000-000000000001"
                        + " | /v1/holds/01980f3e-7c00-7000-8000-000000000001/release | {\"reason\":\"R\"}",
                "prune 999999 | /v1/prunings | {\"last\":999999,\"reason\":\"R\"}",
            })
    void asksForWhatTheCommandSays(String command, String path, String body) throws IOException {
        assertThat(run(command + " --reason R")).isZero();
        assertThat(requests).hasSize(1);
        String[] asked = requests.getFirst().split(" ", 3);
        assertThat(asked[0] + " " + asked[1]).isEqualTo("POST " + path);
        assertThat(json(asked[2])).isEqualTo(json(body));
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("Asked for by Olive. Another operator");
    }

    @Test
    void saysWhoDecided() {
        status = 200;
        answer = DONE;
        assertThat(run("erase --subject dana --reason R")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("Done, decided by Olive and otto.");
    }

    @ParameterizedTest
    @CsvSource({
        "erase --reason R",
        "hold --reason R",
        "hold --session s-1 --workspace w --reason R",
        "hold --from 2026-01-01T00:00:00Z --reason R",
        "erase --subject dana",
        "release-hold not-an-id --reason R",
        "prune all --reason R"
    })
    void asksForNothingThatIsNotClear(String command) {
        assertThat(run(command)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(requests).isEmpty();
    }

    @Test
    void aRefusalIsTold() {
        status = 409;
        answer = "{\"type\":\"https://syndicate.dev/problems/under-legal-hold\",\"title\":\"T\",\"detail\":\"A hold\"}";
        assertThat(run("erase --subject dana --reason R")).isEqualTo(1);
        assertThat(complaints.toString()).contains("A hold");
    }

    @Test
    void listsHoldsAndPruningsForATerminal() {
        status = 200;
        answer = """
                {"holds":[{"id":"h-1","scope":{"kind":"workspace","value":"a\\u001b[31mb"},"reason":"Case 7",
                           "placedAt":"2026-01-01T00:00:00Z"}]}""";
        assertThat(run("holds")).isZero();
        answer = """
                {"prunings":[{"event":"e","first":0,"last":9,"archive":"sha256:77",
                              "approvedAt":"2026-01-01T00:00:00Z","prunedAt":"2026-01-02T00:00:00Z"}]}""";
        assertThat(run("prunings")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "h-1  workspace a?[31mb, placed 2026-01-01 00:00:00, holds: Case 7",
                        "records 0 to 9, archive sha256:77, approved 2026-01-01 00:00:00, gone since 2026-01-02 00:00:00");
    }

    private int run(String command) {
        List<String> words = new ArrayList<>(List.of("audit"));
        words.addAll(List.of(command.split(" ")));
        words.addAll(List.of("--token", "t"));
        return SyndicateCli.commandLine()
                .setErr(new PrintWriter(complaints, true))
                .execute(words.toArray(String[]::new));
    }

    private static Object json(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    }
}
