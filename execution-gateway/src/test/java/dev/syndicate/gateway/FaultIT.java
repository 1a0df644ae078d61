package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.gateway.peers.AuditPeer;
import dev.syndicate.gateway.peers.PolicyPeer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Races, peers that are gone or lie, and gateways that died. */
class FaultIT extends GatewayIT {

    @Test
    void grantsOneOfManyWhoRaceForOnePermit() throws Exception {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        List<Answer> answers = race(32, session, execution(proposed.text("permit", "permit"), action));
        assertOneGotThrough(answers);
        List<String> events = events(proposed.text("action"));
        assertThat(events.stream().filter("ExecutionIntended"::equals)).hasSize(1);
        assertThat(events.stream().filter("ExecutionGranted"::equals).count()
                        + events.stream().filter("ExecutionRefused"::equals).count())
                .isEqualTo(32);
    }

    @Test
    void makesOneActionOfManyThatProposeTheSameCallAtOnce() throws Exception {
        String session = session();
        String action = command(call(), "make");
        List<Answer> answers = inParallel(16, () -> post("/v1/actions", session, action));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("action")).distinct())
                .hasSize(1);
    }

    @Test
    void refusesInBoundedTimeWithoutAuditAndWorksAgainByItself() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String permit = proposed.text("permit", "permit");
        AUDIT.stop();
        try {
            Answer refused = post("/v1/executions", session, execution(permit, action));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("seal-unavailable");
        } finally {
            AUDIT.restart();
        }
        assertThat(post("/v1/executions", session, execution(permit, action)).problem())
                .as("the permit is spent")
                .isEqualTo("permit-consumed");
        Answer fresh = post("/v1/actions/" + proposed.text("action") + "/permits", session, "");
        // The authority is not.
        granted(session, fresh, action);
    }

    @Test
    void refusesWhenTheSealComesTooLate() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        AUDIT.freeze(4000);
        assertThat(post("/v1/executions", session, execution(proposed.text("permit", "permit"), action))
                        .problem())
                .isEqualTo("seal-unavailable");
        assertThat(events(proposed.text("action"))).endsWith("ExecutionIntended", "ExecutionRefused");
    }

    @ParameterizedTest
    @EnumSource(value = AuditPeer.Mode.class, names = "SEALS", mode = EnumSource.Mode.EXCLUDE)
    void believesNothingButAReceiptOfItsEvent(AuditPeer.Mode mode) {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        AUDIT.set(mode);
        assertThat(inTime(session, proposed, permit -> post("/v1/executions", session, execution(permit, action)))
                        .problem())
                .isEqualTo(mode == AuditPeer.Mode.IS_NOT_CLEAR ? "integrity-not-clear" : "seal-unavailable");
        assertThat(events(proposed.text("action"))).doesNotContain("ExecutionGranted");
    }

    @Test
    void sealsEveryGrantBeforeIt() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        post("/v1/executions", session, execution(proposed.text("permit", "permit"), action));
        String intent = JdbcClient.create(database.administrators())
                .sql("""
                        SELECT event_id::text FROM eventstore.domain_event
                        WHERE aggregate_id = :action AND payload_type LIKE '%.ExecutionIntended'
                        """)
                .param("action", proposed.text("action"))
                .query(String.class)
                .single();
        eventually(
                () -> AUDIT.sealed().stream().anyMatch(event -> event.toString().equals(intent)));
    }

    @Test
    void deniesWithoutPolicy() {
        POLICY.stop();
        try {
            Answer denied = post("/v1/actions", session(), read(call()));
            assertThat(denied.text("state")).isEqualTo("denied");
            assertThat(denied.text("denial", "reason")).startsWith("policy-unavailable");
        } finally {
            POLICY.restart();
        }
        assertThat(post("/v1/actions", session(), read(call())).text("state")).isEqualTo("authorised");
    }

    @Test
    void refusesWhereANewPolicyCannotBeAskedAndKeepsThePermit() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        POLICY.activate(PolicyPeer.version(7), database);
        POLICY.stop();
        try {
            assertThat(post("/v1/executions", session, execution(proposed.text("permit", "permit"), action))
                            .problem())
                    .isEqualTo("policy-unavailable");
        } finally {
            POLICY.restart();
        }
        granted(session, proposed, action);
    }

    @Test
    void asksForApprovalAgainUntilApprovalServiceHasAnswered() {
        String session = session();
        APPROVALS.stop();
        Answer proposed;
        try {
            proposed = post("/v1/actions", session, command(call(), "make"));
            assertThat(proposed.text("state")).isEqualTo("awaiting-approval");
        } finally {
            APPROVALS.restart();
        }
        ApprovalId approval = approvalOf(proposed);
        APPROVALS.grant(approval, database);
        assertThat(waitFor(session, proposed.text("action")).text("state")).isEqualTo("authorised");
        eventually(() -> count("SELECT count(*) FROM gateway.action WHERE request_due_at IS NOT NULL") == 0);
    }

    @Test
    void isDeniedWhereNobodyCouldApprove() {
        APPROVALS.refuseWith("quorum-unattainable");
        Answer denied = post("/v1/actions", session(), command(call(), "make"));
        assertThat(denied.text("state")).isEqualTo("denied");
    }

    @Test
    void ignoresAGrantOfAnotherIntent() {
        String session = session();
        Answer one = awaiting(session, command(call(), "make one"));
        Answer two = awaiting(session, command(call(), "make two"));
        approvalOf(two);
        APPROVALS.grant(
                approvalOf(one),
                database,
                APPROVALS.requests().get(approvalOf(two)).intentDigest());
        Answer still = get("/v1/actions/" + one.text("action"), session, "Prefer", "wait=1");
        assertThat(still.text("state")).isEqualTo("awaiting-approval");
    }

    @Test
    void closesAnIntentWhoseGatewayDiedAndNeverGrantsIt() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        Answer granted = granted(session, proposed, action);
        JdbcClient.create(database.administrators())
                .sql("UPDATE gateway.execution SET deadline_at = now() WHERE execution = :execution")
                .param("execution", UUID.fromString(granted.text("execution")))
                .update();
        String id = proposed.text("action");
        eventually(() -> events(id).contains("OutcomeUnknown"));
        assertThat(get("/v1/actions/" + id, session).text("state")).isEqualTo("outcome-unknown");
        Answer late =
                post("/v1/executions/" + granted.text("execution") + "/outcome", session, "{\"status\":\"failed\"}");
        assertThat(late.text("recorded")).isEqualTo("recorded-late");
        assertThat(get("/v1/actions/" + id, session).text("state")).isEqualTo("failed");
    }

    private List<Answer> race(int runners, String session, String body) throws Exception {
        return inParallel(runners, () -> post("/v1/executions", session, body));
    }

    private static List<Answer> inParallel(int runners, java.util.concurrent.Callable<Answer> run) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(runners)) {
            List<Future<Answer>> all = IntStream.range(0, runners)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return run.call();
                    }))
                    .toList();
            start.countDown();
            return all.stream().map(FaultIT::join).toList();
        }
    }

    private static Answer join(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
