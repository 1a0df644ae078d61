package dev.syndicate.approval.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak, its distribution as Maven Central has it, as a process of its own on loopback. */
final class Keycloak {

    private static final Path HOME = Path.of("target", "keycloak");
    private static final int ATTEMPTS = 480;
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with the realm of this folder, for a console at this address, with another replica at that one. */
    static Keycloak start(int port, String console, String replica) throws IOException, InterruptedException {
        unpack();
        FileSystemUtils.deleteRecursively(HOME.resolve("data"));
        Path imported = Files.createDirectories(HOME.resolve("data").resolve("import"));
        Files.writeString(
                imported.resolve("syndicate.json"),
                realm().replace("${console}", console).replace("${replica}", replica));
        ProcessBuilder start = new ProcessBuilder(
                        "sh",
                        HOME.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve("log").toFile());
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        start.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        start.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        start.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        Keycloak keycloak = new Keycloak(start.start(), port);
        keycloak.awaitReadiness();
        return keycloak;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String issuer() {
        return url() + "/realms/syndicate";
    }

    /** An access token for the person, who has their name as password. */
    String accessToken(String person) throws IOException, InterruptedException {
        return token(
                "syndicate",
                "grant_type=password&client_id=syndicate-console&client_secret=for-tests&scope=openid&username="
                        + person
                        + "&password="
                        + person);
    }

    /** As an administrator does who signs a person out everywhere. */
    void endSessionsOf(String person) throws IOException, InterruptedException {
        String admin = token("master", "grant_type=password&client_id=admin-cli&username=admin&password=admin");
        JsonNode users = JSON.readTree(http.send(
                        HttpRequest.newBuilder(URI.create(
                                        url() + "/admin/realms/syndicate/users?exact=true&username=" + person))
                                .header("Authorization", "Bearer " + admin)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url() + "/admin/realms/syndicate/users/"
                                + users.get(0).path("id").asString() + "/logout"))
                        .header("Authorization", "Bearer " + admin)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Keycloak answered " + answer.statusCode() + " " + answer.body());
        }
    }

    void stop() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private String token(String realm, String form) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url() + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Keycloak answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    private void awaitReadiness() throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .build();
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            try {
                if (http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It builds itself first.
            }
            Thread.sleep(500);
        }
        stop();
        throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(HOME.resolve("log")));
    }

    private static String realm() throws IOException {
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/syndicate.json")) {
            return new String(Objects.requireNonNull(realm).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Once for each checkout: what Keycloak builds of itself at its first start is kept. */
    private static void unpack() throws IOException {
        if (Files.exists(HOME.resolve("unpacked"))) {
            return;
        }
        FileSystemUtils.deleteRecursively(HOME);
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(Path.of(System.getProperty("keycloak.zip"))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path name = Path.of(entry.getName());
                if (!entry.isDirectory() && name.getNameCount() > 1) {
                    Path file = HOME.resolve(name.subpath(1, name.getNameCount()));
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        Files.createFile(HOME.resolve("unpacked"));
    }
}
