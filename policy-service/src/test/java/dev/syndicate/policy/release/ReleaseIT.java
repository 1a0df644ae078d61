package dev.syndicate.policy.release;

import static dev.syndicate.policy.bundle.BundleFixture.allow;
import static dev.syndicate.policy.bundle.BundleFixture.deny;
import static dev.syndicate.policy.bundle.BundleFixture.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.policy.RunningPolicyService;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReleaseIT extends RunningPolicyService {

    private static final String ALWAYS = "when: \"true\"";
    private static final String BUNDLE = of(allow("a", ALWAYS));

    private final String pat = PEOPLE.pat().bearer();
    private final String percy = PEOPLE.percy().bearer();

    @Test
    void publishesAVersionThatDecidesOnceAnotherAuthorHasReleasedIt() {
        Answer published = publish(BUNDLE, pat);

        assertThat(published.status()).isEqualTo(201);
        String version = published.json().get("version").asString();
        assertThat(published.header("Location")).isEqualTo("/v1/policies/" + version);
        assertThat(published.json().get("author").get("subject").asString()).isEqualTo("pat");
        assertThat(published.json().get("active").asBoolean()).isFalse();

        Answer byAuthor = activate(version, pat);
        assertThat(byAuthor.status()).isEqualTo(403);
        assertThat(byAuthor.problem()).isEqualTo("author-cannot-release");

        Answer released = activate(version, percy);
        assertThat(released.status()).isEqualTo(200);
        assertThat(released.json().get("releaser").get("subject").asString()).isEqualTo("percy");
        assertThat(get("/v1/policies/active", pat).json().get("version").asString())
                .isEqualTo(version);
        assertThat(fenceOf("*")).isEqualTo(version);

        assertThat(activate(version, percy).problem()).isEqualTo("policy-already-active");
    }

    @Test
    void movesTheFenceOfEveryWorkspaceWithTheActivation() {
        rows().sql("INSERT INTO fence.workspace (workspace) VALUES ('acme/fenced') ON CONFLICT DO NOTHING")
                .update();

        String version = released(BUNDLE);

        assertThat(fenceOf("acme/fenced")).isEqualTo(version);
        assertThat(fenceOf("*")).isEqualTo(version);
        assertThat(rows().sql("SELECT count(*) FROM policy.policy_version WHERE active")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void waitsForTheIntentsThatBeganUnderThePreviousVersion() throws Exception {
        String before = released(BUNDLE);
        String version = publish(BUNDLE, pat).json().get("version").asString();
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                Connection intent = database.administrators().getConnection()) {
            intent.setAutoCommit(false);
            intent.createStatement().execute("SELECT workspace FROM fence.workspace WHERE workspace = '*' FOR SHARE");
            Future<Answer> release = thread.submit(() -> activate(version, percy));
            awaitReleaseBehindTheLock();

            assertThat(get("/v1/policies/active", pat).json().get("version").asString())
                    .isEqualTo(before);
            intent.commit();

            assertThat(release.get().status()).isEqualTo(200);
            assertThat(fenceOf("*")).isEqualTo(version);
        }
    }

    @Test
    void releasesNothingWhereTheFenceCannotMove() {
        String before = released(BUNDLE);
        String version = publish(BUNDLE, pat).json().get("version").asString();
        long events = events();
        rows().sql("REVOKE EXECUTE ON FUNCTION fence.activate_policy(text) FROM policy_service")
                .update();

        Answer failed = activate(version, percy);

        rows().sql("GRANT EXECUTE ON FUNCTION fence.activate_policy(text) TO policy_service")
                .update();
        assertThat(failed.status()).isGreaterThanOrEqualTo(500);
        assertThat(failed.text()).doesNotContain("fence");
        assertThat(events()).isEqualTo(events);
        assertThat(get("/v1/policies/active", pat).json().get("version").asString())
                .isEqualTo(before);
        assertThat(activate(version, percy).status()).isEqualTo(200);
    }

    @Test
    void servesTheCanonicalBundleWhoseHashTheVersionNames() {
        String version = publish(BUNDLE, pat).json().get("version").asString();

        Answer bundle = get("/v1/policies/" + version, pat, "Accept", PolicyController.BUNDLE);

        assertThat(bundle.header("Content-Type")).isEqualTo(PolicyController.BUNDLE);
        assertThat(bundle.header("ETag")).isEqualTo("\"" + version + "\"");
        assertThat(version).endsWith(":" + Digest.of(bundle.http().body()).hex());
        assertThat(bundle.text()).startsWith("{\"description\":\"Of a test.\"");
    }

    @Test
    void takesJsonToo() {
        String version = publish(BUNDLE, pat).json().get("version").asString();
        byte[] canonical = get("/v1/policies/" + version, pat, "Accept", PolicyController.BUNDLE)
                .http()
                .body();

        Answer again = post("/v1/policies", pat, "application/json", canonical);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("bundle"))
                .isEqualTo(get("/v1/policies/" + version, pat).json().get("bundle"));
        assertThat(again.json().get("version").asString()).isNotEqualTo(version);
    }

    @Test
    void givesARetriedRequestTheSameAnswer() {
        Answer first = publish(BUNDLE, pat, "Idempotency-Key", "retried");
        long events = events();

        Answer second = publish(BUNDLE, pat, "Idempotency-Key", "retried");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(events()).isEqualTo(events);
        assertThat(publish(BUNDLE + "# other bytes", pat, "Idempotency-Key", "retried")
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(publish(BUNDLE, percy, "Idempotency-Key", "retried").text()).isNotEqualTo(first.text());
    }

    @Test
    void findsWhatARequestDidThatDiedBeforeItsAnswerWasKept() {
        String first = publish(BUNDLE, pat, "Idempotency-Key", "died").text();
        rows().sql("""
                        UPDATE policy.idempotency_key SET status = NULL, headers = NULL, body = NULL, lease_until = now()
                        WHERE key = 'died'
                        """).update();

        assertThat(publish(BUNDLE, pat, "Idempotency-Key", "died").text()).isEqualTo(first);
    }

    @Test
    void countsWithoutGapsWhenManyPublishAtOnce() throws Exception {
        List<Callable<Answer>> publications = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Answer>) () -> publish(of(deny("r" + i, ALWAYS)), pat))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Answer> publication : threads.invokeAll(publications)) {
                assertThat(publication.get().status()).isEqualTo(201);
            }
        }

        List<Long> counters = rows().sql("SELECT counter FROM policy.policy_version ORDER BY counter")
                .query(Long.class)
                .list();
        assertThat(counters)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, counters.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void writesNothingOfABundleThatDoesNotCompile() {
        long events = events();

        Answer refused = publish(of(allow("good", ALWAYS), allow("bad", "when: action.kind ==")), pat);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.problem()).isEqualTo("policy-invalid");
        JsonNode problem = refused.json().get("problems").get(0);
        assertThat(problem.get("rule").asString()).isEqualTo("bad");
        assertThat(problem.get("pointer").asString()).isEqualTo("/rules/1/when");
        assertThat(problem.get("line").asInt()).isEqualTo(1);
        assertThat(problem.get("column").asInt()).isPositive();
        assertThat(problem.get("message").asString()).isNotBlank();
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void refusesBadInputByType() {
        assertThat(publish("a: [", pat).problem()).isEqualTo("policy-inadmissible");
        Answer twice = publish("schema: x\nschema: y\n", pat);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.json().get("code").asString()).isEqualTo("duplicate-key");
        assertThat(twice.json().get("line").asInt()).isEqualTo(2);
        assertThat(publish("x".repeat(10 * 1024 * 1024), pat).problem()).isEqualTo("payload-too-large");
        assertThat(post("/v1/policies", pat, "text/plain", BUNDLE.getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("unsupported-media-type");
        assertThat(get("/v1/policies/7:nonsense", pat).problem()).isEqualTo("policy-version-unknown");
        assertThat(activate("99999:" + "0".repeat(64), percy).problem()).isEqualTo("policy-version-unknown");
        assertThat(get("/v1/policies?limit=0", pat).status()).isEqualTo(400);
    }

    @Test
    void letsOnlyPolicyAuthorsWriteAndOnlySomeRead() {
        assertThat(publish(BUNDLE, "").status()).isEqualTo(401);
        assertThat(publish(BUNDLE, PEOPLE.pat().expired().bearer()).problem()).isEqualTo("invalid-token");
        assertThat(publish(BUNDLE, PEOPLE.pat().audience("others").bearer()).problem())
                .isEqualTo("invalid-token");
        assertThat(publish(BUNDLE, PEOPLE.riley().bearer()).status()).isEqualTo(403);
        assertThat(publish(BUNDLE, gateway()).status()).isEqualTo(403);
        String version = publish(BUNDLE, pat).json().get("version").asString();
        assertThat(activate(version, PEOPLE.olive().bearer()).status()).isEqualTo(403);
        assertThat(get("/v1/policies", PEOPLE.ada().bearer()).status()).isEqualTo(200);
        assertThat(get("/v1/policies", PEOPLE.dana().bearer()).status()).isEqualTo(403);
    }

    @Test
    void listsTheNewestFirstInPages() {
        publish(BUNDLE, pat);
        String newest = publish(BUNDLE, pat).json().get("version").asString();

        JsonNode page = get("/v1/policies?limit=1", pat).json();

        assertThat(page.get("policies").get(0).get("version").asString()).isEqualTo(newest);
        JsonNode next = get("/v1/policies?limit=1&before=" + page.get("before").asLong(), pat)
                .json();
        assertThat(next.get("policies").get(0).get("version").asString()).isNotEqualTo(newest);
    }

    @Test
    void recordsWhoPublishedAndWhoReleased() {
        String version = released(BUNDLE);

        List<String> types =
                rows().sql("""
                        SELECT payload_type FROM eventstore.domain_event
                        WHERE convert_from(payload, 'UTF8') LIKE '%' || :version || '%' AND origin = 'policy_service'
                        ORDER BY global_index
                        """).param("version", version).query(String.class).list();

        assertThat(types)
                .startsWith(
                        "dev.syndicate.contracts.policy.PolicyPublished",
                        "dev.syndicate.contracts.policy.PolicyActivated");
    }

    private void awaitReleaseBehindTheLock() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(50))
                .until(() -> rows().sql(
                                        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'policy_service' AND wait_event_type = 'Lock'")
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private String fenceOf(String workspace) {
        return rows().sql("SELECT active_policy_version FROM fence.workspace WHERE workspace = :workspace")
                .param("workspace", workspace)
                .query(String.class)
                .single();
    }

    private long events() {
        return rows().sql("SELECT count(*) FROM eventstore.domain_event")
                .query(Long.class)
                .single();
    }
}
