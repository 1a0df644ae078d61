package dev.syndicate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.cli.identity.PasswordSignIn;
import dev.syndicate.cli.identity.SignInException;
import dev.syndicate.client.UnreachableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line's way to a token, against the identity provider as {@code up} starts it. */
class SignInIT {

    @TempDir
    static Path directory;

    private static Optional<ProcessHandle> provider = Optional.empty();
    private static URI issuer = URI.create("http://127.0.0.1");

    @BeforeAll
    static void start() {
        Home home = new Home(directory.resolve("home"));
        home.create();
        Map<Component, Integer> chosen = new EnumMap<>(Ports.defaults().byComponent());
        chosen.put(Component.IDENTITY_PROVIDER, Ports.anyFree());
        Ports ports = new Ports(chosen);
        issuer = ports.address(Component.IDENTITY_PROVIDER);
        provider =
                Optional.of(new ServiceProcesses(new Installation(Path.of("../..")), home, ports, Pace.QUICK, Map.of())
                        .start(Component.IDENTITY_PROVIDER));
        new Readiness(home, ports, new PostgresCluster(directory, home, ports))
                .await(Component.IDENTITY_PROVIDER, provider);
    }

    @AfterAll
    static void stop() {
        provider.ifPresent(each -> Stopping.gently(each, Component.IDENTITY_PROVIDER, Duration.ofSeconds(20)));
    }

    @Test
    void getsATokenThroughTheLoginPage() {
        String token = new PasswordSignIn(issuer).accessToken("riley", "riley");

        assertThat(claims(token)).contains("\"sub\":\"riley\"", "\"aud\":\"syndicate\"", "syndicate-reviewers");
    }

    @Test
    void saysThatNobodyIsCalledSo() {
        assertThatThrownBy(() -> new PasswordSignIn(issuer).accessToken("mallory", "mallory"))
                .isInstanceOf(SignInException.class)
                .hasMessageContaining("mallory");
    }

    @Test
    void tellsNobodyThereFromAWrongPassword() {
        URI nobody = URI.create("http://127.0.0.1:" + Ports.anyFree());

        assertThatThrownBy(() -> new PasswordSignIn(nobody).accessToken("riley", "riley"))
                .isInstanceOf(UnreachableException.class);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
