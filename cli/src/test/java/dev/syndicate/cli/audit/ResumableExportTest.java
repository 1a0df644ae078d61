package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableExportTest {

    private static final String ID = "01980f3e-7c00-7000-8000-000000000900";
    private static final String QUERY = "/v1/export?format=csv&first=0";
    private static final byte[] WHOLE = "a,b\r\n1,2\r\n3,4\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int breaksAfter = WHOLE.length;
    private byte[] stated = WHOLE;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatBrokeOffIsContinued() throws IOException {
        breaksAfter = 7000;
        assertThatThrownBy(() -> export().download(QUERY, false)).isInstanceOf(UnreachableException.class);
        assertThat(file()).doesNotExist();
        assertThat(directory.resolve("out.csv.part")).exists();
        breaksAfter = WHOLE.length;
        long there = Files.size(directory.resolve("out.csv.part"));

        assertThat(export().download(QUERY, true).count()).isEqualTo(1);
        assertThat(asked.getLast()).isEqualTo("bytes=" + there + "-");
        assertThat(file()).hasBinaryContent(WHOLE);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("out.csv", "out.csv.manifest.json");
    }

    @Test
    void withoutAnythingToContinueItStarts() {
        export().download(QUERY, true);
        assertThat(file()).hasBinaryContent(WHOLE);
    }

    @Test
    void halfOfAnotherExportIsNotContinued() {
        breaksAfter = 7000;
        assertThatThrownBy(() -> export().download(QUERY, false)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> export().download(QUERY + "&last=5", true))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("--resume");
    }

    @Test
    void otherBytesThanTheManifestStatesAreNoExport() {
        stated = "something else".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> export().download(QUERY, false)).isInstanceOf(UnreadableException.class);
        assertThat(file()).doesNotExist();
    }

    private ResumableExport export() {
        return new ResumableExport(
                Api.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), file());
    }

    private Path file() {
        return directory.resolve("out.csv");
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/manifest")) {
            byte[] manifest = manifest().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, manifest.length);
            exchange.getResponseBody().write(manifest);
            exchange.close();
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(String.valueOf(range));
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().add("Syndicate-Export", ID);
        exchange.sendResponseHeaders(range == null ? 200 : 206, WHOLE.length - from);
        exchange.getResponseBody().write(Arrays.copyOfRange(WHOLE, from, Math.max(from, breaksAfter)));
        exchange.getResponseBody().flush();
        // Closed in front of the stated length, the connection breaks off.
        exchange.close();
    }

    private String manifest() {
        String log = "01980f3e-7c00-7000-8000-000000000001";
        String note = "syndicate.dev/log/%s/1\\n6\\n%s\\n\\n\u2014 syndicate.dev/log/%s %s\\n"
                .formatted(log, "A".repeat(43) + "=", log, "A".repeat(92));
        return """
                {"schema":"syndicate/export-manifest/v1","export":"%s","log":"%s","epoch":1,"first":2,"last":4,
                 "filter":{"session":"s"},"format":"csv","count":1,"bytes":%d,"digest":"%s","checkpoint":"%s",
                 "at":"2026-01-31T10:00:00.000001Z","keyId":"339e2ff917630507","signature":""}""".formatted(ID, log, stated.length, Digest.of(stated), note);
    }
}
