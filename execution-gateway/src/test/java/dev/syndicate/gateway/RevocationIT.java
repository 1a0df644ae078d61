package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.testing.security.TestToken;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators take back and hold up, and what that does at the next intent. */
class RevocationIT extends GatewayIT {

    private static final String OLIVE = ISSUER.olive().bearer();
    private static final String OTTO = ISSUER.otto().bearer();

    /** Whatever a test took back or held up, the next one begins with new things that are good. */
    @AfterEach
    void goOn() {
        for (String reach : List.of("\"workspace\":\"acme/checkout\"", "\"everywhere\":true")) {
            resume(OLIVE, reach);
            resume(OTTO, reach);
        }
        eventually(() -> executes(session()));
    }

    private boolean executes(String session) {
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        return post("/v1/executions", session, execution(proposed.text("permit", "permit"), action))
                        .status()
                == 200;
    }

    @Test
    void revokesOnePermitAndTheActionGetsNoOther() {
        String session = session();
        String action = command(call(), "make");
        Answer approved = approved(session, action);
        String permit = approved.text("permit", "permit");
        Answer revoked = revoke(OLIVE, "\"permit\":\"%s\"".formatted(permit));
        assertThat(revoked.status()).as(revoked.body().toString()).isEqualTo(200);

        assertThat(post("/v1/executions", session, execution(permit, action)).problem())
                .isEqualTo("permit-revoked");
        String id = approved.text("action");
        assertThat(get("/v1/actions/" + id, session).text("state")).isEqualTo("revoked");
        assertThat(post("/v1/actions/" + id + "/permits", session, "").problem())
                .isEqualTo("action-not-authorised");
        JsonObject recorded = payload(id, "PermitRevoked");
        assertThat(recorded.object("by").string("subject")).isEqualTo("olive");
        assertThat(recorded.string("reason")).isEqualTo("a key leaked");
        assertThat(awaiting(session, command(call(), "make")).text("action"))
                .as("proposed again, people decide again")
                .isNotEqualTo(id);
    }

    @Test
    void revokesAnActionOnceAndNothingThatIsNotAuthorised() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String what = "\"action\":\"%s\"".formatted(proposed.text("action"));
        assertThat(revoke(OLIVE, what).status()).isEqualTo(200);
        assertThat(revoke(OTTO, what).status()).isEqualTo(200);
        assertThat(events(proposed.text("action")).stream().filter("PermitRevoked"::equals))
                .hasSize(1);

        Answer pending = awaiting(session, command(call(), "make"));
        assertThat(revoke(OLIVE, "\"action\":\"%s\"".formatted(pending.text("action")))
                        .problem())
                .isEqualTo("nothing-to-revoke");
    }

    @Test
    void revokesAnActionWhosePermitIsSpentToo() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        AUDIT.stop();
        try {
            post("/v1/executions", session, execution(proposed.text("permit", "permit"), action));
        } finally {
            AUDIT.restart();
        }
        revoke(OLIVE, "\"action\":\"%s\"".formatted(proposed.text("action")));
        assertThat(post("/v1/actions/" + proposed.text("action") + "/permits", session, "")
                        .problem())
                .isEqualTo("action-not-authorised");
    }

    @Test
    void revokesASessionWithItsCredential() {
        String session = session();
        Answer proposed = post("/v1/actions", session, read(call()));
        String id = proposed.text("session");
        assertThat(revoke(OLIVE, "\"session\":\"%s\"".formatted(id)).status()).isEqualTo(200);
        assertThat(post("/v1/actions", session, read(call())).problem()).isEqualTo("invalid-token");
        JsonObject closed = payload(id, "SessionClosed");
        assertThat(closed.object("by").string("subject")).isEqualTo("olive");
        assertThat(closed.string("reason")).isEqualTo("a key leaked");
    }

    @Test
    void revokesAllPermitsOfAWorkspace() {
        everythingThatWasAuthorisedBeforeIsVoid("\"workspace\":\"acme/checkout\"", "kill-switch:acme/checkout");
    }

    @Test
    void revokesAllPermitsEverywhere() {
        everythingThatWasAuthorisedBeforeIsVoid("\"everywhere\":true", "kill-switch:*");
    }

    private void everythingThatWasAuthorisedBeforeIsVoid(String reach, String stream) {
        String session = session();
        String action = command(call(), "make");
        Answer approved = approved(session, action);
        assertThat(revoke(OLIVE, reach).status()).isEqualTo(200);
        assertThat(post("/v1/executions", session, execution(approved.text("permit", "permit"), action))
                        .problem())
                .isEqualTo("permit-revoked");
        Answer fresh = post("/v1/actions/" + approved.text("action") + "/permits", session, "");
        assertThat(post("/v1/executions", session, execution(fresh.text("permit", "permit"), action))
                        .problem())
                .as("a fresh permit of an old authority")
                .isEqualTo("permit-revoked");
        JsonObject recorded = payload(stream, "PermitsRevoked");
        assertThat(recorded.object("by").string("subject")).isEqualTo("olive");
        assertThat(recorded.string("reason")).isEqualTo("a key leaked");
        eventually(() -> executes(session));
    }

    @Test
    void doesNotJoinACallToWhatWasRevoked() {
        String session = session();
        Answer pending = post("/v1/hooks/claude-code", session, HookEvents.command("claude-code", call(), "make it"));
        assertThat(HookEvents.decision("claude-code", pending)).isEqualTo("deny");
        String waiting = "FROM gateway.action WHERE session = '%s' AND state = 'awaiting-approval'"
                .formatted(sessionId(session));
        ApprovalId asked = JdbcClient.create(database.administrators())
                .sql("SELECT approval::text " + waiting)
                .query((row, _) -> ApprovalId.parse(row.getString(1)))
                .single();
        eventually(() -> APPROVALS.requests().containsKey(asked));
        APPROVALS.grant(asked, database);
        eventually(() -> count("SELECT count(*) " + waiting) == 0);
        revoke(OLIVE, "\"everywhere\":true");
        Answer again = post("/v1/hooks/claude-code", session, HookEvents.command("claude-code", call(), "make it"));
        assertThat(again.text("hookSpecificOutput", "permissionDecisionReason")).contains("Still waiting");
    }

    @Test
    void suspendsWithOneOperatorAndResumesWithTwo() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String use = execution(proposed.text("permit", "permit"), action);
        String reach = "\"workspace\":\"acme/checkout\"";
        assertThat(suspend(OLIVE, reach).status()).isEqualTo(200);
        assertThat(suspend(OTTO, reach).status()).isEqualTo(200);
        Answer refused = post("/v1/executions", session, use);
        assertThat(refused.problem()).isEqualTo("permit-revoked");
        assertThat(refused.text("detail")).contains("suspended");

        Answer asked = resume(OLIVE, reach);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.body().bool("done")).isFalse();
        assertThat(resume(OLIVE, reach).problem()).isEqualTo("second-person-required");
        assertThat(post("/v1/executions", session, use).problem()).isEqualTo("permit-revoked");
        assertThat(resume(OTTO, reach).status()).isEqualTo(200);
        granted(session, proposed, action);
        assertThat(resume(OTTO, reach).problem()).isEqualTo("not-suspended");
        assertThat(events("kill-switch:acme/checkout"))
                .endsWith("ExecutionsSuspended", "ResumptionRequested", "ExecutionsResumed");
    }

    @Test
    void suspendsEverywhereAlsoWhereNobodyWasYetAndLeavesWhatIsSuspendedByItself() {
        suspend(OLIVE, "\"everywhere\":true");
        suspend(OLIVE, "\"workspace\":\"acme/checkout\"");
        String fresh = "acme/" + call();
        TestToken dana = ISSUER.token("dana").groups("syndicate-developers").workspaces("acme/checkout", fresh);
        Answer opened = post("/v1/sessions", dana.bearer(), SESSION.replace("acme/checkout", fresh));
        String elsewhere = "Bearer " + opened.text("credential");
        assertThat(executes(elsewhere)).isFalse();
        assertThat(get("/v1/suspensions", OLIVE).body().toString()).contains("\"everywhere\":true", "acme/checkout");

        resume(OLIVE, "\"everywhere\":true");
        resume(OTTO, "\"everywhere\":true");
        eventually(() -> executes(elsewhere));
        assertThat(executes(session())).as("it is suspended by itself").isFalse();
    }

    @Test
    void isForOperatorsOfTheWorkspace() {
        String dana = ISSUER.dana().bearer();
        String reach = "\"everywhere\":true";
        for (Answer refused : List.of(revoke(dana, reach), suspend(dana, reach), resume(dana, reach))) {
            assertThat(refused.status()).isEqualTo(403);
        }
        assertThat(revoke(session(), reach).status()).isEqualTo(403);
        assertThat(get("/v1/suspensions", dana).status()).isEqualTo(403);
        assertThat(get("/v1/suspensions", ISSUER.ada().bearer()).status()).isEqualTo(200);

        String stranger = ISSUER.token("oscar")
                .groups("syndicate-operators")
                .workspaces("acme/other")
                .bearer();
        assertThat(suspend(stranger, "\"workspace\":\"acme/checkout\"").status())
                .isEqualTo(403);
        Answer proposed = post("/v1/actions", session(), read(call()));
        assertThat(revoke(stranger, "\"action\":\"%s\"".formatted(proposed.text("action")))
                        .problem())
                .isEqualTo("not-found");
        assertThat(revoke(stranger, "\"session\":\"%s\"".formatted(proposed.text("session")))
                        .problem())
                .isEqualTo("not-found");
        assertThat(revoke(OLIVE, "\"permit\":\"no permit\"").problem()).isEqualTo("permit-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"reason\":\"x\"}",
                "{\"everywhere\":true}",
                "{\"everywhere\":false,\"reason\":\"x\"}",
                "{\"everywhere\":\"yes\",\"reason\":\"x\"}",
                "{\"everywhere\":true,\"reason\":\" \"}",
                "{\"everywhere\":true,\"workspace\":\"acme/checkout\",\"reason\":\"x\"}",
                "{\"workspace\":\"*\",\"reason\":\"x\"}",
                "{\"everywhere\":true,\"reason\":\"x\",\"by\":\"otto\"}"
            })
    void refusesWhatNamesNotExactlyOneThing(String body) {
        for (String path : List.of("/v1/revocations", "/v1/suspensions", "/v1/resumptions")) {
            assertThat(post(path, OLIVE, body).status()).as(path).isEqualTo(400);
        }
    }

    private Answer revoke(String operator, String what) {
        return post("/v1/revocations", operator, "{%s,\"reason\":\"a key leaked\"}".formatted(what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"workspace\":\"acme/checkout\"", "\"everywhere\":true"})
    void intentsDoNotOvertakeASuspensionThatWaitsForThoseBeforeIt(String reach) throws Exception {
        String session = session();
        String action = read(call());
        String permit = post("/v1/actions", session, action).text("permit", "permit");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection intent = database.administrators().getConnection()) {
            intent.setAutoCommit(false);
            intent.createStatement().execute("SELECT fence.hold('acme/checkout')");
            Future<Answer> suspension = clients.submit(() -> suspend(OLIVE, reach));
            eventually(() -> waitForFences() == 1);
            Future<Answer> later = clients.submit(() -> post("/v1/executions", session, execution(permit, action)));
            eventually(() -> waitForFences() == 2);
            intent.commit();
            assertThat(suspension.get().status()).isEqualTo(200);
            assertThat(later.get().problem()).isEqualTo("permit-revoked");
        }
    }

    private long waitForFences() {
        return count("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                + " WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()");
    }

    private Answer suspend(String operator, String reach) {
        return post("/v1/suspensions", operator, "{%s,\"reason\":\"something is wrong\"}".formatted(reach));
    }

    private Answer resume(String operator, String reach) {
        return post("/v1/resumptions", operator, "{%s,\"reason\":\"it was nothing\"}".formatted(reach));
    }

    /** The newest event of this type in a stream, as it is stored. */
    private JsonObject payload(String stream, String type) {
        byte[] payload = JdbcClient.create(database.administrators())
                .sql("""
                        SELECT payload FROM eventstore.domain_event
                        WHERE aggregate_id = :stream AND payload_type LIKE '%.' || :type
                        ORDER BY sequence_number DESC LIMIT 1
                        """)
                .param("stream", stream)
                .param("type", type)
                .query(byte[].class)
                .single();
        try {
            return Json.parseObject(payload);
        } catch (InadmissibleJsonException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
