package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.gateway.peers.PolicyPeer;
import dev.syndicate.platform.eventstore.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A policy version is released while people are being asked. */
class PolicyReleaseIT extends GatewayIT {

    @Test
    void tellsApprovalServiceWhatTheNewVersionSays() throws Exception {
        Answer proposed = awaiting(session(), command(call(), "make"));
        ApprovalId approval = approvalOf(proposed);
        POLICY.decideBy(_ -> Effect.DENY);
        release(PolicyPeer.version(11));
        eventually(() -> APPROVALS.reevaluations().containsKey(approval));
        assertThat(APPROVALS.reevaluations().get(approval).decision().effect()).isEqualTo(Effect.DENY);
        assertThat(APPROVALS.reevaluations().get(approval).decision().policyVersion())
                .isEqualTo(PolicyPeer.version(11));
    }

    @Test
    void deniesTheActionWhereTheApprovalIsSuperseded() {
        String session = session();
        Answer proposed = awaiting(session, command(call(), "make"));
        APPROVALS.supersede(approvalOf(proposed), database, PolicyPeer.version(1), PolicyPeer.version(12));
        Answer denied = waitFor(session, proposed.text("action"));
        assertThat(denied.text("state")).isEqualTo("denied");
        assertThat(denied.text("denial", "by")).isEqualTo("policy");
        assertThat(denied.text("denial", "reason")).contains("took the place of");
    }

    @Test
    void asksAgainUntilPolicyAnswers() throws Exception {
        Answer proposed = awaiting(session(), command(call(), "make"));
        ApprovalId approval = approvalOf(proposed);
        APPROVALS.refuseWith("conflict");
        release(PolicyPeer.version(13));
        int before = APPROVALS.received();
        eventually(() -> APPROVALS.received() > before + 1);
        assertThat(APPROVALS.reevaluations()).doesNotContainKey(approval);
        APPROVALS.refuseWith("");
        eventually(() -> APPROVALS.reevaluations().containsKey(approval));
    }

    @Test
    void sendsNothingThatAVersionSaidWhichIsNoLongerInForce() throws Exception {
        ApprovalId approval = approvalOf(awaiting(session(), command(call(), "make late")));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        POLICY.decideBy(action -> {
            if (action.json().toString().contains("make late")) {
                asked.countDown();
                await(released);
            }
            return Effect.REQUIRE_APPROVAL;
        });
        release(PolicyPeer.version(14));
        await(asked);
        release(PolicyPeer.version(15));
        released.countDown();
        eventually(() -> !APPROVALS.versionsTold(approval).isEmpty());
        assertThat(APPROVALS.versionsTold(approval)).containsOnly(PolicyPeer.version(15));
    }

    @Test
    void judgesOnceMoreWhereAnotherGatewayHasJudgedUnderALaterVersionMeanwhile() throws Exception {
        Answer proposed = awaiting(session(), command(call(), "make"));
        ApprovalId approval = approvalOf(proposed);
        APPROVALS.whenTold(approval, () -> {
            POLICY.activate(PolicyPeer.version(17), database);
            JdbcClient.create(database.administrators())
                    .sql("DELETE FROM gateway.rejudgement WHERE action = :action::uuid")
                    .param("action", proposed.text("action"))
                    .update();
        });
        release(PolicyPeer.version(16));
        eventually(() -> APPROVALS.versionsTold(approval).contains(PolicyPeer.version(17)));
        assertThat(APPROVALS.versionsTold(approval)).startsWith(PolicyPeer.version(16));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).as("in time").isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void release(PolicyVersion version) throws Exception {
        POLICY.activate(version, database);
        Person pat = new Person("https://id.example", "pat", "Pat", List.of());
        Person percy = new Person("https://id.example", "percy", "Percy", List.of());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        PolicyActivated event = new PolicyActivated(version, null, pat, percy, now);
        JdbcClient.create(database.dataSource("policy_service"))
                .sql("""
                        INSERT INTO eventstore.domain_event (event_id, aggregate_type, aggregate_id, sequence_number,
                            payload_type, payload_revision, payload, metadata, occurred_at)
                        VALUES (:id, 'PolicyLine', :line, 0, :type, '1', :payload, :metadata, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("line", UUID.randomUUID().toString())
                .param("type", PolicyActivated.class.getName())
                .param("payload", EventFormat.mapper().writeValueAsBytes(event))
                .param("metadata", "{}".getBytes(StandardCharsets.UTF_8))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
