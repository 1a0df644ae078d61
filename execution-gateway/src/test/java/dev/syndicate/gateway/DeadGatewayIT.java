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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gateways that stopped half-way, and requests whose answer was lost. */
class DeadGatewayIT extends GatewayIT {

    @Autowired
    CommandGateway commands;

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
        GrantExecution.Answer answer = commands.sendAndWait(new GrantExecution(
                dead.action(),
                dead.execution(),
                new SealReceipt("log", 1, 1, Digest.of(new byte[] {1})),
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
        assertThat(answer).isEqualTo(GrantExecution.Answer.CLOSED);
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
                        null,
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
}
