package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.gateway.peers.ApprovalPeer;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a reviewer amends is another action; the tool is given it, and nothing else of the call ever runs. */
class AmendmentIT extends GatewayIT {

    private static final String CLAUDE = "/v1/hooks/claude-code";
    private static final String CODEX = "/v1/hooks/codex/calls";

    @Autowired
    private CommandGateway commands;

    private Amendments amendments() {
        return new Amendments(commands, database);
    }

    @Test
    void judgesTheAmendedActionAnewAndRunsNothingElse() {
        String session = session();
        String call = call();
        Answer original = awaiting(session, command(call, "rm -rf /"));
        ActionId amended = amendments().amend(original.text("action"), "{\"command\":\"rm -rf build\"}");
        amendments().approve(amended);

        Answer seen = waitFor(session, original.text("action"));
        assertThat(seen.text("action")).isEqualTo(amended.toString());
        assertThat(seen.headers().firstValue("Content-Location")).contains("/v1/actions/" + amended);
        assertThat(seen.text("state")).isEqualTo("authorised");
        assertThat(seen.text("amendment", "intentDigest")).isEqualTo(original.text("intentDigest"));
        Answer left = get("/v1/actions/" + original.text("action"), session);
        assertThat(left.text("state")).isEqualTo("amended");
        assertThat(left.text("amended", "intentDigest")).isEqualTo(seen.text("intentDigest"));
        assertThat(get("/v1/actions/" + amended + "/content", session).text("parameters", "command"))
                .isEqualTo("rm -rf build");

        String permit = seen.text("permit", "permit");
        assertThat(post("/v1/executions", session, execution(permit, command(call, "rm -rf /")))
                        .problem())
                .isEqualTo("digest-mismatch");
        granted(session, seen, command(call, "rm -rf build"));
        assertThat(events(original.text("action"))).endsWith("ApprovalAwaited", "ActionAmended");
        assertThat(events(amended.toString())).contains("ApprovalAwaited", "ActionAuthorised", "ExecutionGranted");
    }

    @Test
    void theSameCallIsTheAmendedActionAndAnyOtherParametersAreDrift() {
        String session = session();
        String call = call();
        Answer original = awaiting(session, command(call, "make all"));
        ActionId amended = amendments().amend(original.text("action"), "{\"command\":\"make test\"}");
        Amendments.requestOf(amended);

        assertThat(post("/v1/actions", session, command(call, "make all")).text("action"))
                .isEqualTo(amended.toString());
        assertThat(post("/v1/actions", session, command(call, "make test")).text("action"))
                .isEqualTo(amended.toString());
        assertThat(post("/v1/actions", session, command(call, "make clean")).problem())
                .isEqualTo("digest-mismatch");
    }

    @Test
    void namesEveryAmenderWhereItIsAmendedAgain() {
        String session = session();
        String call = call();
        Answer original = awaiting(session, command(call, "one"));
        ActionId second = amendments().amend(original.text("action"), "{\"command\":\"two\"}");
        ApprovalId again = Amendments.requestOf(second).approval();
        AmendedAction draft = amendments().draft(second.toString(), again, "{\"command\":\"three\"}");
        APPROVALS.amendBy(ApprovalPeer.RILEY, again, database, draft);
        ActionId third = draft.action();
        RequestApproval request = Amendments.requestOf(third);
        assertThat(Objects.requireNonNull(request.amendment()).amenders())
                .containsExactly(ApprovalPeer.ROBIN, ApprovalPeer.RILEY);
        assertThat(request.amendment().of()).isEqualTo(second);
        APPROVALS.grantBy(ApprovalPeer.SAM, request.approval(), database);
        assertThat(waitFor(session, original.text("action")).text("action")).isEqualTo(third.toString());
    }

    @Test
    void policyMayDenyWhatAReviewerMadeOfIt() {
        POLICY.decideBy(action ->
                action.parameters().string("command").equals("worse") ? Effect.DENY : Effect.REQUIRE_APPROVAL);
        String session = session();
        Answer original = awaiting(session, command(call(), "bad"));
        ActionId amended = amendments().amend(original.text("action"), "{\"command\":\"worse\"}");
        Answer seen = waitFor(session, original.text("action"));
        assertThat(seen.text("action")).isEqualTo(amended.toString());
        assertThat(seen.text("state")).isEqualTo("denied");
    }

    @Test
    void anAmendersOwnApprovalIsNone() {
        String session = session();
        Answer original = awaiting(session, command(call(), "make a"));
        ActionId amended = amendments().amend(original.text("action"), "{\"command\":\"make b\"}");
        RequestApproval request = Amendments.requestOf(amended);
        APPROVALS.grantBy(ApprovalPeer.ROBIN, request.approval(), database);
        // The same processor handles what follows: once the second approval has an effect, the first has had none.
        approved(session, command(call(), "make c"));
        assertThat(events(amended.toString())).endsWith("ApprovalAwaited");
    }

    @Test
    void claudeCodeIsGivenTheAmendedInputAndWhatRanIsComparedWithIt() {
        String session = session();
        String call = call();
        post(CLAUDE, session, bash("PreToolUse", call, "rm -rf /"));
        ActionId amended = amendments().amend(action(call), "{\"command\":\"rm -rf build\",\"description\":\"Clean\"}");
        amendments().approve(amended);
        eventually(() -> events(amended.toString()).contains("PermitIssued"));

        Answer allowed = hook(CLAUDE, session, bash("PreToolUse", call, "rm -rf /"));
        assertThat(allowed.text("hookSpecificOutput", "permissionDecision")).isEqualTo("allow");
        assertThat(allowed.text("hookSpecificOutput", "updatedInput", "command"))
                .isEqualTo("rm -rf build");
        assertThat(post(CLAUDE, session, amendedRun(call, "rm -rf build"))
                        .body()
                        .bool("continue"))
                .isTrue();
        assertThat(get("/v1/actions/" + amended, session).text("state")).isEqualTo("executed");
    }

    @Test
    void raisesAnIncidentWhereTheHostRanTheOriginalInput() {
        String session = session();
        String call = call();
        post(CLAUDE, session, bash("PreToolUse", call, "rm -rf /"));
        ActionId amended = amendments().amend(action(call), "{\"command\":\"rm -rf build\",\"description\":\"Clean\"}");
        amendments().approve(amended);
        eventually(() -> events(amended.toString()).contains("PermitIssued"));
        hook(CLAUDE, session, bash("PreToolUse", call, "rm -rf /"));
        assertThat(post(CLAUDE, session, amendedRun(call, "rm -rf /")).text("decision"))
                .isEqualTo("block");
        assertThat(events(amended.toString())).endsWith("OutcomeReported", "ExecutionDiverged");
    }

    @Test
    void tellsAHostThatTakesNoInputWhatToAskForInstead() {
        String session = session();
        String call = call();
        post(CODEX, session, HookEvents.command("codex", call, "rm -rf /"), "Syndicate-Wait", "0");
        ActionId amended = amendments().amend(action(call), "{\"command\":\"rm -rf build\"}");
        amendments().approve(amended);
        eventually(() -> events(amended.toString()).contains("PermitIssued"));

        Answer denied = post(CODEX, session, HookEvents.command("codex", call, "rm -rf /"), "Syndicate-Wait", "0");
        assertThat(denied.headers().firstValue("Syndicate-Verdict")).contains("deny");
        assertThat(denied.body().toString())
                .contains(amended.toString())
                .contains("rm -rf build")
                .doesNotContain("updatedInput");
        Answer allowed =
                hook(CODEX, session, HookEvents.command("codex", call(), "rm -rf build"), "Syndicate-Wait", "0");
        assertThat(allowed.headers().firstValue("Syndicate-Verdict")).contains("allow");
        assertThat(events(amended.toString())).endsWith("ExecutionIntended", "ExecutionGranted");
    }

    @Test
    void draftsNothingOfWhatDoesNotAwaitThatApprovalOrStaysTheSame() {
        String session = session();
        Answer original = awaiting(session, command(call(), "make"));
        ApprovalId approval = approvalOf(original);
        assertThatThrownBy(() -> amendments().draft(original.text("action"), approval, "{\"command\":\"make\"}"))
                .hasMessageContaining("amendment-changes-nothing");
        assertThatThrownBy(() -> amendments()
                        .draft(original.text("action"), new ApprovalId(UUID.randomUUID()), "{\"command\":\"make x\"}"))
                .hasMessageContaining("amendment-impossible");
        assertThatThrownBy(() ->
                        amendments().draft(original.text("action"), approval, "{\"command\":\"a\",\"command\":\"b\"}"))
                .hasMessageContaining("inadmissible-json");
    }

    @Test
    void anIdThatIsInUseTakesNoActionsPlace() {
        String session = session();
        Answer other = awaiting(session, command(call(), "make other"));
        Answer original = awaiting(session, command(call(), "make"));
        ApprovalId approval = approvalOf(original);
        AmendedAction draft = amendments().draft(original.text("action"), approval, "{\"command\":\"make x\"}");
        APPROVALS.amend(
                approval,
                database,
                new AmendedAction(
                        ActionId.parse(other.text("action")),
                        draft.content(),
                        draft.intentDigest(),
                        draft.actionDigest()));
        eventually(() -> events(original.text("action")).contains("ActionAmended"));
        Answer seen = get("/v1/actions/" + original.text("action"), session, "Prefer", "wait=1");
        assertThat(seen.text("state")).isEqualTo("amended");
    }

    private String action(String call) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT action::text FROM gateway.call WHERE call_id = :call")
                .param("call", call)
                .query(String.class)
                .single();
    }

    private static String bash(String event, String call, String command) {
        return """
                {"session_id":"5b1f","cwd":"/home/dana/checkout","hook_event_name":"%s","tool_name":"Bash",\
                "tool_input":{"command":"%s","description":"Clean"},"tool_use_id":"%s"}""".formatted(event, command, call);
    }

    private static String amendedRun(String call, String command) {
        return bash("PostToolUse", call, command).replaceFirst("\\{", "{\"tool_response\":{\"stdout\":\"\"},");
    }
}
