package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claude Code's HTTP hooks, in the shape that the real client sends. */
class ClaudeCodeHookIT extends GatewayIT {

    private static final String PATH = "/v1/hooks/claude-code";

    @Test
    void allowsWhatPolicyAllowsAndRecordsTheOutcome() {
        String session = session();
        String call = call();
        Answer allowed = hook(PATH, session, before(call, "Read", "{\"file_path\":\"/src/App.java\"}"));
        assertThat(allowed.status()).isEqualTo(200);
        assertDecision(allowed, "allow", "sealed as record");
        Answer noted = hook(PATH, session, after(call, "Read", "{\"file_path\":\"/src/App.java\"}"));
        assertThat(noted.body().bool("continue")).isTrue();
        assertThat(events(actionOfCall(call))).endsWith("ExecutionGranted", "OutcomeReported");
    }

    @Test
    void deniesWithALinkWhenNobodyDecidesInTimeAndRunsItsRepetitionOnceApproved() {
        String session = session();
        String call = call();
        Answer pending = hook(PATH, session, bash(call, "make all"));
        assertDecision(pending, "deny", "/approvals/");
        approveCall(call);
        eventually(() -> events(actionOfCall(call)).contains("PermitIssued"));

        String again = call();
        assertDecision(hook(PATH, session, bash(again, "make all")), "allow", actionOfCall(call));
        hook(PATH, session, after(again, "Bash", "{\"command\":\"make all\",\"description\":\"Build\"}"));
        assertThat(events(actionOfCall(call))).endsWith("OutcomeReported");
        Answer third = hook(PATH, session, bash(call(), "make all"));
        assertDecision(third, "deny", "Still waiting");
    }

    @Test
    void deniesDriftOfTheSameCall() {
        String session = session();
        String call = call();
        hook(PATH, session, before(call, "Read", "{\"file_path\":\"/a\"}"));
        assertDecision(hook(PATH, session, before(call, "Read", "{\"file_path\":\"/b\"}")), "deny", "digest-mismatch");
    }

    @Test
    void raisesAnIncidentWhenAnotherInputRan() {
        String session = session();
        String call = call();
        hook(PATH, session, before(call, "Read", "{\"file_path\":\"/a\"}"));
        Answer alarm = hook(PATH, session, after(call, "Read", "{\"file_path\":\"/etc/shadow\"}"));
        assertThat(alarm.text("decision")).isEqualTo("block");
        assertThat(events(actionOfCall(call))).endsWith("OutcomeReported", "ExecutionDiverged");
        assertThat(hook(PATH, session, after(call(), "Read", "{}")).text("decision"))
                .isEqualTo("block");
    }

    @Test
    void comparesWhatRanWithoutTheDirectoryThatTheToolChangedTo() {
        String session = session();
        String call = call();
        hook(PATH, session, before(call, "Read", "{\"file_path\":\"/a\"}"));
        String moved = after(call, "Read", "{\"file_path\":\"/a\"}").replace("/home/dana/checkout", "/elsewhere");
        assertThat(hook(PATH, session, moved).body().bool("continue")).isTrue();
    }

    @Test
    void recordsFailures() {
        String session = session();
        String call = call();
        hook(PATH, session, before(call, "Read", "{\"file_path\":\"/a\"}"));
        String failure = event("PostToolUseFailure", call, "Read", "{\"file_path\":\"/a\"}")
                .replaceFirst("\\{", "{\"error\":\"no such file\",\"is_interrupt\":false,");
        hook(PATH, session, failure);
        assertThat(get("/v1/actions/" + actionOfCall(call), session).text("state"))
                .isEqualTo("failed");
    }

    @Test
    void governsToolsThatItDoesNotKnow() {
        String session = session();
        assertDecision(hook(PATH, session, before(call(), "CronCreate", "{\"cron\":\"* * * * *\"}")), "deny", "other");
        assertDecision(hook(PATH, session, before(call(), "mcp__github__create_issue", "{}")), "deny", "mcp-call");
    }

    @Test
    void deniesWithoutPolicyAndWithoutASeal() {
        String session = session();
        POLICY.freeze(FROZEN);
        assertDecision(
                hook(PATH, session, before(call(), "Read", "{\"file_path\":\"/a\"}")), "deny", "policy-unavailable");
        POLICY.freeze(0);
        AUDIT.stop();
        try {
            assertDecision(
                    hook(PATH, session, before(call(), "Read", "{\"file_path\":\"/a\"}")), "deny", "seal-unavailable");
        } finally {
            AUDIT.restart();
        }
    }

    @Test
    void deniesForgedCredentialsInTheHostsShape() {
        String event = before(call(), "Read", "{\"file_path\":\"/a\"}");
        for (String credential : new String[] {
            "",
            "Bearer syns_" + "A".repeat(43),
            "Bearer nonsense",
            ISSUER.dana().bearer()
        }) {
            Answer denied = hook(PATH, credential, event);
            assertThat(denied.status()).isEqualTo(200);
            assertDecision(denied, "deny", "credential");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"hook_event_name\":1}",
                "{\"hook_event_name\":\"PreToolUse\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"hook_event_name\":\"SessionStart\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":\"ls\",\"tool_use_id\":\"x\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":[],\"tool_input\":{},\"tool_use_id\":\"x\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"$commitment\":1},"
                        + "\"tool_use_id\":\"x\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"n\":1e999},"
                        + "\"tool_use_id\":\"x\"}"
            })
    void deniesWhatIsNoEventInTheHostsShape(String body) {
        Answer denied = hook(PATH, session(), body);
        assertThat(denied.status()).isEqualTo(200);
        assertDecision(denied, "deny", "");
    }

    @Test
    void deniesTenMegabytesInTheHostsShape() {
        String body = before(call(), "Write", "{\"content\":\"" + "x".repeat(10_000_000) + "\"}");
        Answer denied = hook(PATH, session(), body);
        assertThat(denied.status()).isEqualTo(200);
        assertDecision(denied, "deny", "longer than");
    }

    @Test
    void defersAHeadlessCallAndAnswersItWhenItIsResumed() {
        String session = session();
        String call = call();
        String[] headless = {"Syndicate-Headless", "1", "Syndicate-On-Failure", "block"};
        assertDecision(hook(PATH, session, bash(call, "make d"), headless), "defer", "/approvals/");
        assertDecision(hook(PATH, session, bash(call, "make d"), headless), "defer", "/approvals/");
        approveCall(call);
        eventually(() -> events(actionOfCall(call)).contains("PermitIssued"));
        assertDecision(hook(PATH, session, bash(call, "make d"), headless), "allow", actionOfCall(call));
        assertDecision(hook(PATH, session, before(call(), "CronCreate", "{}"), headless), "deny", "other");
    }

    @Test
    void recordsTheModelThatTheSessionBeganWith() {
        String session = session();
        POLICY.decideBy(action -> action.model() != null
                        && action.model().id().equals("claude-opus-4-1")
                        && action.model().source().equals("session-start")
                ? dev.syndicate.contracts.policy.Effect.ALLOW
                : dev.syndicate.contracts.policy.Effect.DENY);
        assertDecision(hook(PATH, session, before(call(), "Read", "{\"file_path\":\"/a\"}")), "deny", "");
        hook(
                PATH,
                session,
                "{\"hook_event_name\":\"SessionStart\",\"session_id\":\"5b1f\",\"source\":\"startup\","
                        + "\"model\":\"claude-opus-4-1\"}");
        assertDecision(hook(PATH, session, before(call(), "Read", "{\"file_path\":\"/a\"}")), "allow", "");
    }

    @Test
    void neverRewritesWhatWillRun() {
        String session = session();
        Answer allowed = hook(PATH, session, before(call(), "Read", "{\"file_path\":\"/a\"}"));
        assertThat(allowed.body().toString()).doesNotContain("updatedInput").doesNotContain("\"ask\"");
    }

    @Test
    void answersOtherEventsHarmlessly() {
        Answer noted = hook(PATH, session(), "{\"hook_event_name\":\"SessionStart\",\"source\":\"startup\"}");
        assertThat(noted.body().bool("continue")).isTrue();
    }

    private static void assertDecision(Answer answer, String decision, String reason) {
        assertThat(answer.text("hookSpecificOutput", "hookEventName")).isEqualTo("PreToolUse");
        assertThat(answer.text("hookSpecificOutput", "permissionDecision"))
                .as(answer.body().toString())
                .isEqualTo(decision);
        assertThat(answer.text("hookSpecificOutput", "permissionDecisionReason"))
                .contains(reason);
    }

    private static String bash(String call, String command) {
        return before(call, "Bash", "{\"command\":\"%s\",\"description\":\"Build\"}".formatted(command));
    }

    private static String before(String call, String tool, String input) {
        return event("PreToolUse", call, tool, input);
    }

    private static String after(String call, String tool, String input) {
        return event("PostToolUse", call, tool, input)
                .replaceFirst("\\{", "{\"tool_response\":{\"stdout\":\"ok\"},\"duration_ms\":12,");
    }

    private static String event(String name, String call, String tool, String input) {
        return """
                {"session_id":"5b1f","transcript_path":"/home/dana/.claude/x.jsonl","cwd":"/home/dana/checkout",\
                "prompt_id":"prompt_1","permission_mode":"default","hook_event_name":"%s","tool_name":"%s",\
                "tool_input":%s,"tool_use_id":"%s"}""".formatted(name, tool, input, call);
    }
}
