package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.testing.security.TestServices;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Values on the workspace's list of sensitive paths: compared, never kept in the clear. */
@TestPropertySource(
        properties = {
            "syndicate.gateway.sensitive.lists[0].workspace=acme/checkout",
            "syndicate.gateway.sensitive.lists[0].version=1",
            "syndicate.gateway.sensitive.lists[0].paths[0].tool=shell",
            "syndicate.gateway.sensitive.lists[0].paths[0].pointer=/env/*",
            "syndicate.gateway.sensitive.lists[0].paths[1].tool=Bash",
            "syndicate.gateway.sensitive.lists[0].paths[1].pointer=/description"
        })
class SensitiveIT extends GatewayIT {

    private static final String HOOK = "/v1/hooks/claude-code";

    private static ConfigurableApplicationContext later;

    @Autowired
    Environment environment;

    @AfterAll
    static void stop() {
        if (later != null) {
            later.close();
        }
    }

    @Test
    void keepsShowsAndJudgesOnlyACommitment() {
        AtomicReference<CanonicalAction> judged = new AtomicReference<>();
        POLICY.decideBy(action -> {
            judged.set(action);
            return Effect.ALLOW;
        });
        String session = session();
        String action = deploy(call(), "hunter2-one");

        Answer proposed = post("/v1/actions", session, action);
        granted(session, proposed, action);

        assertThat(judged.get().commitments()).containsExactly("/parameters/env/TOKEN");
        assertThat(judged.get().json().toString()).doesNotContain("hunter2");
        assertThat(proposed.body().toString()).doesNotContain("hunter2");
        assertThat(count(
                        "SELECT count(*) FROM eventstore.domain_event WHERE position('hunter2'::bytea IN payload) > 0"))
                .isZero();
        assertThat(count("SELECT count(*) FROM content.personal WHERE position('hunter2'::bytea IN ciphertext) > 0"))
                .isZero();
        assertThat(events(proposed.text("action"))).startsWith("ActionProposed", "ParametersCommitted");
    }

    @Test
    void keepsNoFileOfWhichAPartIsSensitive() {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        String edit = """
                {"tool":{"rawName":"Bash","canonicalName":"edit"},"kind":"file-edit","targets":["/a"],\
                "parameters":{"description":"hunter2"},"operands":[{"path":"/a","digest":"%s"}],\
                "preImages":[{"path":"/a","content":"e30="}]}""".formatted(Digest.of("{}".getBytes(StandardCharsets.UTF_8)));
        Answer proposed = post("/v1/actions", session(), edit);
        assertThat(proposed.text("state")).isEqualTo("awaiting-approval");
        assertThat(count("SELECT count(*) FROM content.pre_image WHERE action = '%s'"
                        .formatted(proposed.text("action"))))
                .isZero();
    }

    @Test
    void refusesAnotherValueThanWasApproved() {
        String session = session();
        Answer approved = approved(session, deploy(call(), "hunter2-one"));

        Answer refused = post(
                "/v1/executions", session, execution(approved.text("permit", "permit"), deploy(call(), "hunter2-two")));

        assertThat(refused.problem()).isEqualTo("digest-mismatch");
    }

    @Test
    void isTheSameActionWhenTheSameCallComesAgainAndDriftWithAnotherValue() {
        String session = session();
        String call = call();
        Answer first = post("/v1/actions", session, deploy(call, "hunter2-one"));

        assertThat(post("/v1/actions", session, deploy(call, "hunter2-one")).text("action"))
                .isEqualTo(first.text("action"));
        assertThat(post("/v1/actions", session, deploy(call, "hunter2-two")).problem())
                .isEqualTo("digest-mismatch");
    }

    @Test
    void comparesUnderTheListOfThenWhenTheListHasChanged() {
        String session = session();
        String call = call();
        Answer approved = approved(session, deploy(call, "hunter2-one"));

        int there = laterGateway();
        Answer again = send(request(there, "/v1/actions", session)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(deploy(call, "hunter2-one")))
                .build());
        Answer granted = inTime(
                session,
                approved,
                permit -> send(request(there, "/v1/executions", session)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(execution(permit, deploy(call, "hunter2-one"))))
                        .build()));

        assertThat(again.text("action")).isEqualTo(approved.text("action"));
        assertThat(granted.status()).as(granted.body().toString()).isEqualTo(200);
        assertThat(count("SELECT count(*) FROM gateway.sensitive_list")).isEqualTo(2);
    }

    @Test
    void comparesWhatRan() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        String session = session();

        assertThat(recorded(session, "hunter2-one", "hunter2-one")).isEqualTo("recorded");
        assertThat(recorded(session, "hunter2-one", "hunter2-two")).isEqualTo("diverged");
    }

    private String recorded(String session, String proposedValue, String ranValue) {
        String call = call();
        String action = deploy(call, proposedValue);
        Answer proposed = post("/v1/actions", session, action);
        Answer granted = granted(session, proposed, action);
        String outcome = """
                {"status":"succeeded","observedAction":%s}""".formatted(deploy(call, ranValue));
        return post("/v1/executions/" + granted.text("execution") + "/outcome", session, outcome)
                .text("recorded");
    }

    @Test
    void worksForTheHookFromProposalToOutcome() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        String session = session();
        String call = call();

        Answer allowed = hook(HOOK, session, event("PreToolUse", call, "hunter2-hook"));
        Answer noted = post(HOOK, session, event("PostToolUse", call, "hunter2-hook"));
        String other = call();
        hook(HOOK, session, event("PreToolUse", other, "hunter2-hook"));
        Answer alarm = post(HOOK, session, event("PostToolUse", other, "hunter2-changed"));

        assertThat(allowed.text("hookSpecificOutput", "permissionDecision")).isEqualTo("allow");
        assertThat(noted.body().bool("continue")).isTrue();
        assertThat(alarm.text("decision")).isEqualTo("block");
    }

    @Test
    void joinsARepetitionUnderAnotherCall() {
        String session = session();
        String call = call();
        post(HOOK, session, event("PreToolUse", call, "hunter2-join"));
        post(HOOK, session, event("PreToolUse", call(), "hunter2-join"));

        assertThat(count("SELECT count(DISTINCT action) FROM gateway.call c WHERE c.session ="
                        + " (SELECT session FROM gateway.call WHERE call_id = '" + call + "')"))
                .isEqualTo(1);
    }

    @Test
    void executesNothingOnceTheValuesAreErased() {
        String session = session();
        String action = deploy(call(), "hunter2-one");
        Answer approved = approved(session, action);

        JdbcClient.create(database.dataSource("audit_service"))
                .sql("""
                        SELECT content.destroy_keys(
                            (SELECT subject FROM content.subject_key WHERE id = :key::uuid), gen_random_uuid())
                        """)
                .param("key", keyOf(approved))
                .query(Integer.class)
                .single();

        eventually(() -> post("/v1/actions", session, action).problem().equals("erased"));
        Answer refused = post("/v1/executions", session, execution(approved.text("permit", "permit"), action));
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.problem()).isEqualTo("erased");
    }

    private String keyOf(Answer action) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT sensitive_key::text FROM gateway.action WHERE action = :action::uuid")
                .param("action", action.text("action"))
                .query(String.class)
                .single();
    }

    private static String deploy(String call, String token) {
        return """
                {"tool":{"rawName":"Bash","canonicalName":"shell"},"kind":"command",\
                "parameters":{"command":"deploy","env":{"TOKEN":"%s"}},"context":{"cwd":"/src"},\
                "call":{"id":"%s","source":"rest"}}""".formatted(token, call);
    }

    private static String event(String name, String call, String description) {
        return """
                {"hook_event_name":"%s","session_id":"s","cwd":"/src","tool_name":"Bash","tool_use_id":"%s",\
                "tool_input":{"command":"make","description":"%s"},"tool_response":{"stdout":""}}""".formatted(name, call, description);
    }

    /** A gateway with a newer list, which would have committed to the command itself. */
    private int laterGateway() {
        if (later == null) {
            Map<String, Object> settings = new HashMap<>();
            for (String name : List.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "syndicate.services.peers.policy-service.url",
                    "syndicate.services.peers.approval-service.url",
                    "syndicate.services.peers.audit-service.url")) {
                settings.put(name, environment.getRequiredProperty(name));
            }
            settings.putAll(TestServices.shared().properties());
            settings.putAll(ROOM);
            settings.put("server.port", "0");
            String list = "syndicate.gateway.sensitive.lists[0].";
            settings.put(list + "workspace", "acme/checkout");
            settings.put(list + "version", "2");
            settings.put(list + "paths[0].tool", "*");
            settings.put(list + "paths[0].pointer", "/command");
            later = new SpringApplicationBuilder(ExecutionGatewayApplication.class)
                    .run(settings.entrySet().stream()
                            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                            .toArray(String[]::new));
        }
        return later.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
