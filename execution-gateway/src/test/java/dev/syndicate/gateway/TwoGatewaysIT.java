package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.permit.Permit;
import dev.syndicate.gateway.action.GrantExecution;
import dev.syndicate.gateway.action.IntendExecution;
import dev.syndicate.gateway.action.IntentAnswer;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.testing.security.TestServices;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two gateways on one database, and gateways that stopped half-way. */
class TwoGatewaysIT extends GatewayIT {

    private static ConfigurableApplicationContext other;

    @Autowired
    Environment environment;

    @Autowired
    CommandGateway commands;

    @BeforeEach
    void startTheOtherOne() {
        if (other == null) {
            Map<String, Object> settings = new HashMap<>();
            for (String name : List.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "syndicate.services.peers.policy-service.url",
                    "syndicate.services.peers.approval-service.url",
                    "syndicate.services.peers.audit-service.url")) {
                settings.put("--" + name, environment.getProperty(name));
            }
            TestServices.shared().properties().forEach((name, value) -> settings.put("--" + name, value));
            settings.put("--server.port", "0");
            other = new SpringApplicationBuilder(ExecutionGatewayApplication.class)
                    .run(settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toArray(String[]::new));
        }
    }

    @AfterAll
    static void stopTheOtherOne() {
        other.close();
    }

    @Test
    void grantsOneOfManyWhoRaceAtBoth() throws Exception {
        String session = session();
        int there = other.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        // The first request of a cold process may take longer than the database lets a transaction idle.
        race(session, 2, there);
        Race race = race(session, 64, there);
        assertOneGotThrough(race.answers());
        assertThat(events(race.action()).stream().filter("ExecutionIntended"::equals))
                .hasSize(1);
    }

    private record Race(String action, List<Answer> answers) {}

    private Race race(String session, int runners, int there) throws Exception {
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String body = execution(proposed.text("permit", "permit"), action);
        return new Race(
                proposed.text("action"),
                inParallel(
                        runners,
                        i -> send(request(i % 2 == 0 ? port : there, "/v1/executions", session)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build())));
    }

    @Test
    void wakesAWaiterAtOneWhenTheOtherHandlesTheApproval() {
        for (int i = 0; i < 4; i++) {
            String session = session();
            assertThat(approved(session, command(call(), "make")).text("state")).isEqualTo("authorised");
        }
    }

    @Test
    void closesAnIntentWhoseGatewayDiedBeforeTheSealAndNeverGrantsIt() throws Exception {
        Dead dead = gatewayThatDiedAfterTheIntent();
        String id = dead.action().toString();
        assertThat(post("/v1/executions", dead.session(), dead.body()).problem())
                .isEqualTo("permit-consumed");
        assertThat(get("/v1/actions/" + id, dead.session()).text("state")).isEqualTo("sealing");

        JdbcClient.create(database.administrators())
                .sql("UPDATE gateway.execution SET deadline_at = now() WHERE execution = :execution")
                .param("execution", dead.execution().value())
                .update();
        eventually(() -> events(id).contains("OutcomeUnknown"));
        boolean granted = commands.sendAndWait(new GrantExecution(
                dead.action(),
                dead.execution(),
                new SealReceipt("log", 1, 1, Digest.of(new byte[] {1})),
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
        assertThat(granted).isFalse();
        assertThat(events(id)).doesNotContain("ExecutionGranted");
        assertThat(post("/v1/executions/" + dead.execution() + "/outcome", dead.session(), "{\"status\":\"failed\"}")
                        .problem())
                .isEqualTo("execution-not-granted");
        assertThat(post("/v1/actions/" + id + "/permits", dead.session(), "").problem())
                .isEqualTo("action-not-authorised");
    }

    @Test
    void refusesTheSameRequestAgainWhereItsGatewayDiedBeforeTheSeal() throws Exception {
        Dead dead = gatewayThatDiedAfterTheIntent();
        String key = call();
        JdbcClient.create(database.administrators())
                .sql("""
                        INSERT INTO gateway.idempotency_key (principal, key, request_digest, resource_id, lease_until,
                            created_at)
                        VALUES (:principal, :key, :digest, :resource, now() - interval '1 second', now())
                        """)
                .param("principal", "session:" + dead.sessionId())
                .param("key", key)
                .param(
                        "digest",
                        RequestDigest.of("POST /v1/executions", dead.body().getBytes(StandardCharsets.UTF_8))
                                .bytes())
                .param("resource", dead.execution().value())
                .update();
        Answer again = post("/v1/executions", dead.session(), dead.body(), "Idempotency-Key", key);
        assertThat(again.problem()).isEqualTo("seal-unavailable");
        assertThat(events(dead.action().toString())).endsWith("ExecutionIntended", "ExecutionRefused");
        assertThat(post("/v1/executions", dead.session(), dead.body(), "Idempotency-Key", key)
                        .body())
                .isEqualTo(again.body());
    }

    @Test
    void opensOneSessionForOneKeyAndKeepsNoCredential() {
        String key = call();
        Answer first = post("/v1/sessions", ISSUER.dana().bearer(), SESSION, "Idempotency-Key", key);
        Answer again = post("/v1/sessions", ISSUER.dana().bearer(), SESSION, "Idempotency-Key", key);
        assertThat(first.body().has("credential")).isTrue();
        assertThat(again.text("session")).isEqualTo(first.text("session"));
        assertThat(again.body().has("credential")).isFalse();
        assertThat(
                        count(
                                "SELECT count(*) FROM gateway.idempotency_key WHERE position('syns_' in encode(body, 'escape')) > 0"))
                .isZero();
    }

    /** What a gateway leaves that was killed right after the intent was committed. */
    private record Dead(String session, SessionId sessionId, ActionId action, ExecutionId execution, String body) {}

    private Dead gatewayThatDiedAfterTheIntent() throws Exception {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String text = proposed.text("permit", "permit");
        SigningKey key = TestServices.shared().keys().signingKey("permit-signing");
        Permit permit = Permit.decode(text, TrustedKeys.of(key.verificationKey()));
        ExecutionId execution = new ExecutionId(UUID.randomUUID());
        Person dana = new Person(permit.principalIssuer(), permit.principalSubject(), "Dana", List.of());
        IntentAnswer answer = commands.sendAndWait(new IntendExecution(
                permit.action(),
                execution,
                permit.id(),
                new AgentSession(
                        permit.session(),
                        Principal.of(dana),
                        new WorkspaceId("acme/checkout"),
                        new AgentDescription("anthropic", "claude-code", "2.1.330", "rest"),
                        EnforcementTier.C,
                        Instant.now(),
                        Instant.now(),
                        0),
                IntentDigest.parse(proposed.text("intentDigest")),
                ActionDigest.parse(proposed.text("actionDigest")),
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
        assertThat(answer).isEqualTo(new IntentAnswer.Intended(execution));
        return new Dead(session, permit.session(), permit.action(), execution, execution(text, action));
    }

    private interface Run {
        Answer run(int number);
    }

    private static List<Answer> inParallel(int runners, Run run) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(runners)) {
            List<Future<Answer>> all = IntStream.range(0, runners)
                    .mapToObj(i -> threads.submit((Callable<Answer>) () -> {
                        start.await();
                        return run.run(i);
                    }))
                    .toList();
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : all) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
