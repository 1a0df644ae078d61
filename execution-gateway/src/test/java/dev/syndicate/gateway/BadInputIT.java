package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.permit.Permit;
import dev.syndicate.gateway.peers.PolicyPeer;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestToken;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway refuses: each with its problem, and with nothing half-written. */
class BadInputIT extends GatewayIT {

    private String session;
    private long before;

    @BeforeEach
    void countEvents() {
        session = session();
        before = allEvents();
    }

    @AfterEach
    void nothingIsWritten() {
        assertThat(allEvents()).isEqualTo(before);
    }

    private long allEvents() {
        return count("SELECT count(*) FROM eventstore.domain_event") + count("SELECT count(*) FROM gateway.action");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 400 | inadmissible-json",
                "'{' | 400 | inadmissible-json",
                "'[]' | 400 | inadmissible-json",
                "'{\"kind\":\"command\",\"kind\":\"other\"}' | 400 | inadmissible-json",
                "'{\"parameters\":{\"n\":1e999}}' | 400 | inadmissible-json",
                "'{\"parameters\":{\"s\":\"\\ud800\"}}' | 400 | inadmissible-json",
                "'{}' | 400 | invalid-request",
                "'{\"kind\":\"command\"}' | 400 | invalid-request"
            })
    void refusesWhatIsNoProposal(String body, int status, String problem) {
        for (String path : new String[] {"/v1/actions", "/v1/executions"}) {
            Answer refused = post(path, session, body);
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.problem()).isEqualTo(problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "principal", "workspace", "session", "schema", "enforcementTier", "unknown"})
    void refusesABodyThatStatesWhatOnlyTheSessionCan(String member) {
        String body = read(call()).replaceFirst("\\{", "{\"" + member + "\":{\"id\":\"x\"},");
        Answer refused = post("/v1/actions", session, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("pointer")).isEqualTo("/" + member);
    }

    @Test
    void refusesTenMegabytes() {
        String body = command(call(), "x".repeat(10_000_000));
        Answer refused = post("/v1/actions", session, body);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a b", "\\u00e9"})
    void refusesCallsThatNoToolNamesSo(String call) {
        Answer refused = post("/v1/actions", session, read(call));
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(refused.text("pointer")).isEqualTo("/call/id");
        assertThat(post("/v1/actions", session, read("x".repeat(201))).text("pointer"))
                .isEqualTo("/call/id");
    }

    @Test
    void refusesOutcomesWithoutBounds() {
        String path = "/v1/executions/" + UUID.randomUUID() + "/outcome";
        String exit = "{\"status\":\"failed\",\"exitCode\":99999999999}";
        assertThat(post(path, session, exit).status()).isEqualTo(400);
        String effects = "{\"status\":\"failed\",\"effects\":[\"" + "x".repeat(5000) + "\"]}";
        assertThat(post(path, session, effects).status()).isEqualTo(400);
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        String body =
                "{\"tool\":{\"rawName\":\"x\",\"canonicalName\":\"x\"},\"kind\":\"other\",\"parameters\":" + deep + "}";
        assertThat(post("/v1/actions", session, body).problem()).isEqualTo("inadmissible-json");
    }

    static Stream<String> badCredentials() {
        TestToken dana = TestIssuer.shared().dana();
        return Stream.of(
                "",
                "Bearer syns_" + "A".repeat(43),
                "Bearer syns_short",
                "Bearer syns_" + "!".repeat(43),
                "Bearer nonsense",
                "Basic ZGFuYTpkYW5h",
                dana.expired().bearer(),
                dana.audience("somebody-else").bearer(),
                TestIssuer.another().dana().bearer());
    }

    @ParameterizedTest
    @MethodSource("badCredentials")
    void refusesForgedExpiredAndForeignCredentials(String credential) {
        for (String path : new String[] {"/v1/sessions", "/v1/actions", "/v1/executions"}) {
            Answer refused = post(path, credential, read(call()));
            assertThat(refused.status()).as(path + " " + refused.body()).isEqualTo(401);
            assertThat(refused.problem()).isIn("invalid-token", "unauthenticated");
        }
    }

    @Test
    void refusesTokensOfPeopleWhereACodingToolHasToShowItsSession() {
        assertThat(post("/v1/actions", ISSUER.dana().bearer(), read(call())).status())
                .isEqualTo(403);
        assertThat(post("/v1/sessions", session, SESSION).status()).isEqualTo(403);
        assertThat(post("/v1/sessions", ISSUER.riley().bearer(), SESSION).status())
                .isEqualTo(403);
    }

    @Test
    void refusesTokensWithoutAHumanAndWorkspacesOfOthers() {
        assertThat(post("/v1/sessions", ISSUER.token("x").ofClient("ci").bearer(), SESSION)
                        .problem())
                .isEqualTo("no-accountable-human");
        assertThat(post("/v1/sessions", ISSUER.dana().workspaces("acme/other").bearer(), SESSION)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"workspace\":\"acme/checkout\"}",
                "{\"workspace\":\"../x\",\"agent\":{\"vendor\":\"a\",\"product\":\"b\"}}",
                "{\"workspace\":\"acme/checkout\",\"agent\":{\"vendor\":\"\",\"product\":\"b\"}}",
                "{\"workspace\":\"acme/checkout\",\"agent\":{\"vendor\":\"a\",\"product\":\"b\"},\"principal\":\"root\"}",
                "{\"workspace\":\"acme/checkout\",\"agent\":{\"vendor\":\"a\",\"product\":\"b\",\"enforcementTier\":\"A\"}}"
            })
    void refusesWhatOpensNoSession(String body) {
        Answer refused = post("/v1/sessions", ISSUER.dana().bearer(), body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-request");
    }

    @Test
    void refusesPermitsThatItDidNotSign() {
        Instant now = Instant.now();
        Permit forged = new Permit(
                new PermitId(UUID.randomUUID()),
                new ActionId(UUID.randomUUID()),
                new IntentDigest(Digest.of(new byte[] {1})),
                PolicyPeer.version(1),
                null,
                new SessionId(UUID.randomUUID()),
                "https://id.example",
                "dana",
                now,
                now,
                now.plusSeconds(60));
        for (String permit : new String[] {forged.encode(SigningKey.generate()), "nonsense", "a.b.c", ""}) {
            Answer refused = post("/v1/executions", session, execution(permit, read(call())));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("permit-invalid");
        }
    }

    @Test
    void knowsNothingOfOtherSessionsAndOfWhatDoesNotExist() {
        String unknown = UUID.randomUUID().toString();
        assertThat(get("/v1/actions/" + unknown, session).status()).isEqualTo(404);
        assertThat(get("/v1/actions/not-an-id", session).status()).isEqualTo(400);
        assertThat(delete("/v1/sessions/" + unknown, ISSUER.dana().bearer()).status())
                .isEqualTo(404);
        assertThat(post("/v1/executions/" + unknown + "/outcome", session, "{\"status\":\"failed\"}")
                        .status())
                .isEqualTo(404);
        assertThat(post("/v1/executions/" + unknown + "/outcome", session, "{\"status\":\"maybe\"}")
                        .status())
                .isEqualTo(400);
    }
}
