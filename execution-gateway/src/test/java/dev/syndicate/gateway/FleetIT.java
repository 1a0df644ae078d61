package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which installations are governed, and what they say about themselves. */
class FleetIT extends GatewayIT {

    private static final String CLAUDE = "/v1/hooks/claude-code";

    private String adapter;
    private String session;

    @BeforeEach
    void openASession() {
        adapter = "adapter-" + UUID.randomUUID();
        session = open();
    }

    private String open() {
        Answer opened = post("/v1/sessions", ISSUER.dana().bearer(), SESSION.replace("rest", adapter));
        return "Bearer " + opened.text("credential");
    }

    private String fleetReader() {
        return ISSUER.olive().bearer();
    }

    private List<JsonObject> installations() {
        return get("/v1/fleet?limit=500", fleetReader()).body().array("installations").stream()
                .map(JsonObject.class::cast)
                .filter(it -> it.string("adapter").equals(adapter))
                .toList();
    }

    private JsonObject installation() {
        assertThat(installations()).hasSize(1);
        return installations().getFirst();
    }

    private Answer claude(String event, String... headers) {
        return post(CLAUDE, session, event, headers);
    }

    @Test
    void showsHowAnInstallationIsEnforcedOnceItIsSeen() {
        assertThat(installation().string("state")).isIn("opened", "never-seen");
        claude(HookEvents.read("claude-code", call(), "/a"), "Syndicate-On-Failure", "block");
        JsonObject seen = installation();
        assertThat(seen.string("product")).isEqualTo("claude-code");
        assertThat(seen.string("version")).isEqualTo("2.1.330");
        assertThat(seen.string("enforcementTier")).isEqualTo("C");
        assertThat(seen.string("failMode")).isEqualTo("closed");
        assertThat(seen.has("lastSeen")).isTrue();
        claude(HookEvents.read("claude-code", call(), "/a"));
        assertThat(installation().string("failMode")).isEqualTo("open");
        assertThat(events(sessionId(session).toString()))
                .filteredOn("InstallationSeen"::equals)
                .hasSize(2);
    }

    @Test
    void recordsOfEachActionHowItsHostFails() {
        claude(HookEvents.read("claude-code", call(), "/a"), "Syndicate-On-Failure", "block");
        claude(HookEvents.read("claude-code", call(), "/b"));
        post("/v1/actions", session, read(call()));
        assertThat(failModes()).containsExactly("closed", "open", "nobody knows");
    }

    @Test
    void recordsWhatIsClaimedOfAnInstallationUntilAHookSaysOtherwise() {
        adapter = "claimed-" + UUID.randomUUID();
        String claim = SESSION.replace("rest", adapter).replaceFirst("\\{", "{\"failMode\":\"%s\",");
        Answer opened = post("/v1/sessions", ISSUER.dana().bearer(), claim.formatted("closed"));
        assertThat(opened.text("failMode")).isEqualTo("closed");
        session = "Bearer " + opened.text("credential");
        assertThat(installation().string("failMode")).isEqualTo("closed");
        post("/v1/actions", session, read(call()));
        claude(HookEvents.read("claude-code", call(), "/a"));
        assertThat(failModes()).containsExactly("closed", "open");
        assertThat(installation().string("failMode")).isEqualTo("open");
        assertThat(post("/v1/sessions", ISSUER.dana().bearer(), claim.formatted("sometimes"))
                        .status())
                .isEqualTo(400);
    }

    private List<String> failModes() {
        return JdbcClient.create(database.administrators())
                .sql("""
                        SELECT coalesce(convert_from(payload, 'UTF8')::jsonb ->> 'failMode', 'nobody knows')
                        FROM eventstore.domain_event
                        WHERE payload_type LIKE '%.ActionProposed'
                            AND convert_from(payload, 'UTF8')::jsonb ->> 'session' = :session
                        ORDER BY global_index
                        """)
                .param("session", sessionId(session).toString())
                .query(String.class)
                .list();
    }

    @Test
    void namesTheMachineOfAShimAndTheVersionThatAHostSends() {
        String facts = "syndicate-hook/1\nhost dana-laptop\non-failure block\n\n";
        post("/v1/hooks/cursor/calls", session, facts + HookEvents.read("cursor", call(), "/a"));
        JsonObject seen = installation();
        assertThat(seen.string("host")).isEqualTo("dana-laptop");
        assertThat(seen.string("version")).isEqualTo("2.3.1");
        assertThat(seen.string("failMode")).isEqualTo("closed");
    }

    @Test
    void saysWhoHasGoneQuietAndWhoNeverCame() {
        eventually(() -> installation().string("state").equals("never-seen"));
        claude(HookEvents.read("claude-code", call(), "/a"));
        assertThat(installation().string("state")).isIn("governed", "quiet");
        eventually(() -> installation().string("state").equals("quiet"));
        assertThat(get("/v1/fleet?limit=500&state=quiet", fleetReader()).body().toString())
                .contains(adapter);
        assertThat(get("/v1/fleet?limit=500&state=governed", fleetReader())
                        .body()
                        .toString())
                .doesNotContain(adapter);
        delete("/v1/sessions/" + sessionId(session), session);
        assertThat(installation().string("state")).isEqualTo("ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"syndicate-canary", "  syndicate-canary "})
    void alwaysDeniesTheCanary(String command) {
        POLICY.decideBy(_ -> dev.syndicate.contracts.policy.Effect.ALLOW);
        Answer denied = claude(HookEvents.command("claude-code", call(), command));
        assertThat(HookEvents.decision("claude-code", denied)).isEqualTo("deny");
        assertThat(installation().object("canary").bool("denied")).isTrue();
        assertThat(events(sessionId(session).toString())).contains("CanaryReported");
        Answer tool = claude(HookEvents.before("claude-code", call(), "mcp__x__syndicate_canary", "{}"));
        assertThat(HookEvents.decision("claude-code", tool)).isEqualTo("deny");
    }

    @Test
    void countsACanaryThatRanAsAnIncident() {
        assertThat(post("/v1/hooks/canary", session, "").status()).isEqualTo(204);
        assertThat(installation().object("canary").bool("denied")).isFalse();
        assertThat(count("SELECT incidents FROM gateway.session WHERE session = '%s'".formatted(sessionId(session))))
                .isEqualTo(1);
        claude(HookEvents.done(HookEvents.command("claude-code", call(), "syndicate-canary")));
        assertThat(count("SELECT incidents FROM gateway.session WHERE session = '%s'".formatted(sessionId(session))))
                .isEqualTo(2);
    }

    @Test
    void countsAGapOnceHoweverOftenItIsReported() {
        String gap =
                "{\"report\":\"sha256:%s\",\"host\":\"dana-laptop\",\"from\":1795400000,\"until\":1795400060,\"denied\":7}"
                        .formatted("a".repeat(64));
        for (int i = 0; i < 3; i++) {
            assertThat(post("/v1/hooks/gaps", session, gap).status()).isEqualTo(204);
        }
        JsonObject gaps = installation().object("gaps");
        assertThat(gaps.integer("reports")).isEqualTo(1);
        assertThat(gaps.integer("denied")).isEqualTo(7);
        assertThat(gaps.string("last")).isEqualTo("2026-11-23T02:14:20Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"report\":\"x\",\"from\":1,\"until\":2,\"denied\":1}",
                "{\"report\":\"sha256:aa\",\"host\":\"a b\",\"from\":1,\"until\":2,\"denied\":1}",
                "{\"command\":\"secret\"}"
            })
    void refusesWhatIsNoGap(String body) {
        assertThat(post("/v1/hooks/gaps", session, body).status()).isEqualTo(400);
        String digest = "sha256:" + "a".repeat(64);
        for (String numbers : new String[] {"5,4,1", "-1,4,1", "1,99999999999999,1", "1,2,0", "1,2,99999999999"}) {
            String[] parts = numbers.split(",");
            String gap = "{\"report\":\"%s\",\"from\":%s,\"until\":%s,\"denied\":%s}"
                    .formatted(digest, parts[0], parts[1], parts[2]);
            assertThat(post("/v1/hooks/gaps", session, gap).status()).isEqualTo(400);
        }
    }

    @Test
    void isForOperatorsAndAuditorsOfTheWorkspace() {
        assertThat(get("/v1/fleet", ISSUER.dana().bearer()).status()).isEqualTo(403);
        assertThat(get("/v1/fleet", session).status()).isEqualTo(403);
        assertThat(get("/v1/fleet", "").status()).isEqualTo(401);
        assertThat(get("/v1/fleet", ISSUER.ada().bearer()).status()).isEqualTo(200);
        assertThat(get(
                                "/v1/fleet?limit=500",
                                ISSUER.olive().workspaces("acme/other").bearer())
                        .body()
                        .array("installations")
                        .size())
                .isZero();
        assertThat(get("/v1/fleet?limit=0", fleetReader()).status()).isEqualTo(400);
    }

    @Test
    void turnsPages() {
        String first = adapter;
        adapter = "adapter-" + UUID.randomUUID();
        open();
        List<JsonObject> seen = new java.util.ArrayList<>();
        String after = "";
        do {
            Answer page = get("/v1/fleet?limit=1" + after, fleetReader());
            page.body().array("installations").stream()
                    .map(JsonObject.class::cast)
                    .forEach(seen::add);
            after = page.body().findString("next").map(next -> "&after=" + next).orElse("");
        } while (!after.isEmpty());
        // Other tests have installations of one adapter on several machines and of several people.
        assertThat(seen).extracting(it -> it.string("session")).doesNotHaveDuplicates();
        assertThat(seen).extracting(it -> it.string("adapter")).contains(first, adapter);
    }
}
