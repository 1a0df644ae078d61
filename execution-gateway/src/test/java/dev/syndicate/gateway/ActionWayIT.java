package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.gateway.peers.PolicyPeer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of an action, from the proposal to its outcome. */
class ActionWayIT extends GatewayIT {

    private final String outcome = """
            {"status":"succeeded","exitCode":0}""";

    @Test
    void goesAllTheWayWhenPolicyAllows() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        assertThat(proposed.status()).isEqualTo(201);
        assertThat(proposed.text("state")).isEqualTo("authorised");
        assertThat(proposed.text("authority", "kind")).isEqualTo("policy");

        Answer granted = granted(session, proposed, action);
        assertThat(granted.body().object("receipt").bool("clear")).isTrue();

        Answer reported = post("/v1/executions/" + granted.text("execution") + "/outcome", session, outcome);
        assertThat(reported.text("recorded")).isEqualTo("recorded");
        String id = proposed.text("action");
        assertThat(get("/v1/actions/" + id, session).text("state")).isEqualTo("executed");
        String late = "(ExecutionIntended ExecutionRefused PermitIssued )*";
        assertThat(String.join(" ", events(id)))
                .matches("ActionProposed ActionEvaluated ActionAuthorised PermitIssued " + late
                        + "ExecutionIntended ExecutionGranted OutcomeReported");
    }

    @Test
    void goesAllTheWayWhenAReviewerApproves() {
        String session = session();
        String action = command(call(), "npm run build");
        Answer approved = approved(session, action);
        assertThat(approved.headers().firstValue("Preference-Applied")).contains("wait=60");
        assertThat(approved.text("state")).isEqualTo("authorised");
        assertThat(approved.text("authority", "kind")).isEqualTo("people");
        granted(session, approved, action);
    }

    @Test
    void staysWithPolicyAndReviewersWhoSayNo() {
        String session = session();
        String edit = read(call()).replace("file-read", "file-edit");
        Answer denied = post("/v1/actions", session, edit);
        assertThat(denied.text("state")).isEqualTo("denied");
        assertThat(denied.text("denial", "by")).isEqualTo("policy");

        Answer proposed = awaiting(session, command(call(), "rm -rf /"));
        APPROVALS.deny(approvalOf(proposed), database);
        Answer refused = waitFor(session, proposed.text("action"));
        assertThat(refused.text("state")).isEqualTo("denied");
        assertThat(refused.text("denial", "reviewer")).isEqualTo("Riley");
    }

    @Test
    void expiresWithTheApproval() {
        String session = session();
        Answer proposed = awaiting(session, command(call(), "make"));
        APPROVALS.expire(approvalOf(proposed), database);
        assertThat(waitFor(session, proposed.text("action")).text("state")).isEqualTo("expired");
    }

    @Test
    void isWithdrawnAndTakesTheApprovalBack() {
        String session = session();
        Answer proposed = awaiting(session, command(call(), "make"));
        Answer withdrawn = post("/v1/actions/" + proposed.text("action") + "/withdraw", session, "");
        assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
        eventually(() -> APPROVALS.withdrawals().containsKey(approvalOf(proposed)));
    }

    @Test
    void isOneActionHoweverOftenTheSameCallComes() {
        String session = session();
        String action = command(call(), "make");
        Answer first = post("/v1/actions", session, action);
        Answer again = post("/v1/actions", session, action);
        assertThat(again.text("action")).isEqualTo(first.text("action"));
    }

    @Test
    void recordsDriftOfTheSameCall() {
        String session = session();
        String call = call();
        Answer first = post("/v1/actions", session, command(call, "make"));
        Answer drift = post("/v1/actions", session, command(call, "make install"));
        assertThat(drift.status()).isEqualTo(409);
        assertThat(drift.problem()).isEqualTo("digest-mismatch");
        assertThat(drift.text("approvedIntent")).isEqualTo(first.text("intentDigest"));
        assertThat(drift.text("presentedIntent")).isNotEqualTo(first.text("intentDigest"));
        assertThat(events(first.text("action"))).endsWith("ExecutionRefused");
    }

    @Test
    void refusesWhatChangedAfterApproval() {
        String session = session();
        Answer approved = approved(session, command(call(), "npm test"));
        String permit = approved.text("permit", "permit");
        Answer refused = post("/v1/executions", session, execution(permit, command(call(), "npm publish")));
        assertThat(refused.problem()).isEqualTo("digest-mismatch");
        assertThat(refused.text("reason")).isEqualTo("digest-mismatch");
        assertThat(refused.text("approvedIntent")).isEqualTo(approved.text("intentDigest"));
        assertThat(refused.text("presentedIntent")).isNotEqualTo(approved.text("intentDigest"));

        Answer unchanged = granted(session, approved, command(call(), "npm test"));
        assertThat(unchanged.text("action")).as("the permit still stands").isEqualTo(approved.text("action"));
    }

    @Test
    void refusesASecondUse() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        granted(session, proposed, action);
        assertThat(post("/v1/executions", session, execution(proposed.text("permit", "permit"), action))
                        .problem())
                .isEqualTo("permit-consumed");
    }

    @Test
    void answersTheSameKeyAlike() {
        String session = session();
        String action = read(call());
        Answer first = inTime(session, post("/v1/actions", session, action), permit -> {
            String key = call();
            Answer answer = post("/v1/executions", session, execution(permit, action), "Idempotency-Key", key);
            Answer again = post("/v1/executions", session, execution(permit, action), "Idempotency-Key", key);
            assertThat(again.body()).isEqualTo(answer.body());
            assertThat(post("/v1/executions", session, execution(permit, read("x")), "Idempotency-Key", key)
                            .problem())
                    .isEqualTo("idempotency-key-reused");
            return answer;
        });
        assertThat(first.status()).isEqualTo(200);
    }

    @Test
    void refusesTheSessionsAndPrincipalsOfOthers() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String permit = proposed.text("permit", "permit");
        assertThat(post("/v1/executions", session(), execution(permit, action)).problem())
                .isEqualTo("session-mismatch");
        String drew =
                session(ISSUER.token("drew").groups("syndicate-developers").workspaces("acme/checkout"));
        assertThat(post("/v1/executions", drew, execution(permit, action)).problem())
                .isEqualTo("principal-mismatch");
        granted(session, proposed, action);
    }

    @Test
    void goesOnUnderANewPolicyThatAllowsItAndRecordsBothVersions() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        POLICY.activate(PolicyPeer.version(2), database);
        granted(session, proposed, action);
        assertThat(events(proposed.text("action")))
                .containsSubsequence("PermitIssued", "ActionEvaluated", "ExecutionIntended", "ExecutionGranted");
    }

    @Test
    void goesOnWhereTheRecordedVotesMeetTheNewPolicy() {
        String session = session();
        String action = command(call(), "make");
        Answer approved = approved(session, action);
        POLICY.activate(PolicyPeer.version(3), database);
        granted(session, approved, action);
    }

    @Test
    void isSupersededByANewPolicyThatWantsMore() {
        String session = session();
        String action = command(call(), "make");
        String permit = approved(session, action).text("permit", "permit");
        POLICY.requireApprovals(2);
        POLICY.activate(PolicyPeer.version(4), database);
        assertThat(post("/v1/executions", session, execution(permit, action)).problem())
                .isEqualTo("policy-superseded");
        POLICY.decideBy(_ -> Effect.DENY);
        assertThat(post("/v1/executions", session, execution(permit, action)).problem())
                .isEqualTo("policy-superseded");
    }

    @Test
    void whatPeopleApprovedBeforeAFindingWasReleasedNeedsAFreshVote() {
        String session = session();
        String action = command(call(), "make");
        Answer approved = approved(session, action);
        String allowed = read(call());
        Answer byPolicy = post("/v1/actions", session, allowed);
        AUDIT.clearSince(Instant.now());
        try {
            Answer refused =
                    inTime(session, approved, permit -> post("/v1/executions", session, execution(permit, action)));
            assertThat(refused.problem()).isEqualTo("integrity-not-clear");
            assertThat(events(approved.text("action"))).endsWith("ExecutionIntended", "ExecutionRefused");
            assertThat(post("/v1/executions", session, execution(approved.text("permit", "permit"), action))
                            .problem())
                    .as("the permit is spent")
                    .isEqualTo("permit-consumed");
            // What policy allows rests on no vote.
            granted(session, byPolicy, allowed);
            assertThat(APPROVALS.roundsAsked()).containsKey(approvalOf(approved));
            APPROVALS.openRoundAndGrant(approvalOf(approved), database);
            eventually(() -> {
                List<String> events = events(approved.text("action"));
                int reopened = events.indexOf("ApprovalReopened");
                return reopened >= 0 && events.lastIndexOf("PermitIssued") > reopened;
            });
            // A fresh vote counts.
            granted(session, get("/v1/actions/" + approved.text("action"), session), action);
            assertThat(events(approved.text("action")))
                    .containsSubsequence(
                            "ExecutionRefused",
                            "ApprovalReopened",
                            "ActionAuthorised",
                            "PermitIssued",
                            "ExecutionIntended",
                            "ExecutionGranted");
        } finally {
            AUDIT.clearSince(Instant.EPOCH);
        }
    }

    @Test
    void closesTheSessionWithItsPermits() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String id = proposed.text("session");
        assertThat(delete("/v1/sessions/" + id, ISSUER.dana().bearer()).status())
                .isEqualTo(204);
        assertThat(post("/v1/executions", session, execution(proposed.text("permit", "permit"), action))
                        .problem())
                .isEqualTo("invalid-token");
    }

    @Test
    void endsTheSessionAtItsTime() {
        String session = session();
        String id = post("/v1/actions", session, read(call())).text("session");
        change("UPDATE gateway.session SET expires_at = now() WHERE session = '%s'".formatted(id));
        assertThat(post("/v1/actions", session, read(call())).problem()).isEqualTo("invalid-token");
    }

    private void change(String sql) {
        JdbcClient.create(database.administrators()).sql(sql).update();
    }

    @Test
    void recordsThatWhatRanDiffers() {
        String session = session();
        String action = command(call(), "make");
        Answer approved = approved(session, action);
        Answer granted = granted(session, approved, action);
        String report = """
                {"status":"succeeded","observedAction":%s}""".formatted(command(call(), "make install"));
        Answer reported = post("/v1/executions/" + granted.text("execution") + "/outcome", session, report);
        assertThat(reported.text("recorded")).isEqualTo("diverged");
        assertThat(events(approved.text("action"))).endsWith("OutcomeReported", "ExecutionDiverged");
    }

    @Test
    void takesNoSecondOutcomeThatContradicts() {
        String session = session();
        String action = read(call());
        Answer granted = granted(session, post("/v1/actions", session, action), action);
        String path = "/v1/executions/" + granted.text("execution") + "/outcome";
        assertThat(post(path, session, outcome).status()).isEqualTo(200);
        assertThat(post(path, session, outcome).status()).isEqualTo(200);
        assertThat(post(path, session, "{\"status\":\"failed\"}").problem()).isEqualTo("outcome-contradicts");
        assertThat(post(path, session(), outcome).status()).isEqualTo(404);
    }
}
