package dev.syndicate.approval.console;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The real development identity provider, deploy/identity-provider, as a process of its own on loopback. */
final class LocalIdentityProvider implements AutoCloseable {

    private static final int ATTEMPTS = 2_400;

    private final Process process;
    private final String url;

    private LocalIdentityProvider(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it, with this console as its client. */
    static LocalIdentityProvider start(int port, String console) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + port;
        Path state = Files.createTempDirectory("identity-provider");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar().toString(),
                        "--server.port=" + port,
                        "--syndicate.identity.issuer=" + url,
                        "--syndicate.identity.console-url=" + console,
                        // A minute before its end an access token is renewed: here a second after it was issued.
                        "--syndicate.identity.access-token-lifetime=61s",
                        "--syndicate.identity.state=" + state)
                .redirectErrorStream(true)
                .redirectOutput(state.resolve("log").toFile())
                .start();
        LocalIdentityProvider provider = new LocalIdentityProvider(process, url);
        provider.awaitReadiness(state.resolve("log"));
        return provider;
    }

    String url() {
        return url;
    }

    /** It stands still: it takes connections and answers nothing. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** The executable jar is on the test's class path only so that Maven builds it first and says where it is. */
    private static Path jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("syndicate-identity-provider-.*exec\\.jar"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("deploy/identity-provider's jar is not a test dependency"));
    }

    private void awaitReadiness(Path log) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
                if (isReady(http, question)) {
                    return;
                }
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("The identity provider did not start:\n" + Files.readString(log));
    }

    private static boolean isReady(HttpClient http, HttpRequest question) throws InterruptedException {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
