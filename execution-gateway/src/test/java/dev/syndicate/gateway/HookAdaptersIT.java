package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hosts that ask through our shim, each in its own shape. */
class HookAdaptersIT extends GatewayIT {

    private static final String[] COMMAND_HOSTS = HookEvents.COMMAND_HOSTS;

    private static String path(String host) {
        return "/v1/hooks/" + host + "/calls";
    }

    private Answer ask(String host, String session, String event) {
        return hook(path(host), session, event, "Syndicate-Wait", "0");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void allowsWhatPolicyAllowsAndRecordsTheOutcome(String host) {
        String session = session();
        String call = call();
        Answer allowed = ask(host, session, HookEvents.read(host, call, "/src/" + call));
        assertThat(HookEvents.decision(host, allowed))
                .as(allowed.body().toString())
                .isEqualTo("allow");
        assertThat(verdict(allowed)).isEqualTo("allow");
        Answer noted = ask(host, session, HookEvents.readDone(host, call, "/src/" + call));
        assertThat(verdict(noted)).as(noted.body().toString()).isEqualTo("noted");
        assertThat(events(onlyAction(session))).endsWith("ExecutionGranted", "OutcomeReported");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void raisesAnIncidentWhenAnotherInputRanAndWhenNothingWasGranted(String host) {
        String session = session();
        String call = call();
        ask(host, session, HookEvents.read(host, call, "/a"));
        assertThat(verdict(ask(host, session, HookEvents.readDone(host, call, "/etc/shadow"))))
                .isEqualTo("alarm");
        assertThat(events(onlyAction(session))).endsWith("OutcomeReported", "ExecutionDiverged");
        Answer never = ask(host, session, HookEvents.readDone(host, call(), "/never"));
        assertThat(verdict(never)).isEqualTo("alarm");
        assertThat(sessionEvents(session)).contains("UngovernedCallObserved");
        assertThat(incidents(session)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void asksAgainWithFreshFactsOncePeopleHaveDecided(String host) {
        String session = session();
        String event = HookEvents.command(host, call(), "make " + host);
        Answer waiting = post(path(host), session, event, "Syndicate-Wait", "1");
        assertThat(verdict(waiting)).isEqualTo("again");
        assertThat(HookEvents.decision(host, waiting)).isEqualTo("deny");
        APPROVALS.grant(approvalOf(session), database);
        eventually(() -> events(onlyAction(session)).contains("PermitIssued"));
        assertThat(verdict(ask(host, session, event))).isEqualTo("allow");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void namesWhatChangedBetweenApprovalAndRun(String host) {
        for (Map.Entry<String, String> change : Map.of(
                        "operand " + "b".repeat(64) + " /x/deploy.sh",
                        "operand-changed",
                        "head 2222222",
                        "context-changed")
                .entrySet()) {
            String session = session();
            String event = HookEvents.command(host, call(), "sh deploy.sh");
            String before = "syndicate-hook/1\nhead 1111111\noperand " + "a".repeat(64) + " /x/deploy.sh\n\n" + event;
            assertThat(verdict(post(path(host), session, before, "Syndicate-Wait", "1")))
                    .isEqualTo("again");
            String action = onlyAction(session);
            APPROVALS.grant(approvalOf(session), database);
            eventually(() -> events(action).contains("PermitIssued"));
            String name = change.getKey().substring(0, change.getKey().indexOf(' '));
            String changed = before.replaceFirst("(?m)^" + name + " .*$", change.getKey());
            Answer refused = ask(host, session, changed);
            assertThat(HookEvents.decision(host, refused)).isEqualTo("deny");
            assertThat(refused.body().toString()).contains(change.getValue());
            assertThat(events(action)).endsWith("ExecutionRefused");
            assertThat(refusal(action)).contains(change.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void putsWhatTheShimFoundIntoTheAction(String host) {
        String session = session();
        POLICY.decideBy(action -> action.operands().size() == 2
                        && action.operands().get(1).digest() == null
                        && action.context().repository() != null
                        && "https://git.example/acme/checkout"
                                .equals(action.context().repository().remote())
                ? Effect.ALLOW
                : Effect.DENY);
        String event = HookEvents.command(host, call(), "sh deploy.sh");
        String facts = "syndicate-hook/1\nhost dana-laptop\nremote https://dana:secret@git.example/acme/checkout\n"
                + "dirty true\noperand - /x/absent\noperand " + "a".repeat(64) + " /x/a.sh\n\n";
        assertThat(verdict(ask(host, session, facts + event))).isEqualTo("allow");
        assertThat(verdict(ask(host, session, event.replace("deploy", "other"))))
                .isEqualTo("deny");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void governsToolsThatItDoesNotKnow(String host) {
        String session = session();
        POLICY.decideBy(action -> action.kind().wireName().equals("other") ? Effect.ALLOW : Effect.DENY);
        assertThat(verdict(ask(host, session, HookEvents.before(host, call(), "teleport", "{\"to\":\"mars\"}"))))
                .isEqualTo("allow");
        assertThat(verdict(ask(host, session, HookEvents.before(host, call(), "mcp__github__merge", "{}"))))
                .isEqualTo("deny");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void asksForTheFilesThatACommandMayRelyOn(String host) {
        String event = HookEvents.command(host, call(), "CI=1 npm run build --config=vite.ts && sh ./deploy.sh > out");
        Answer questions = postForText("/v1/hooks/" + host + "/operands", session(), event);
        assertThat(questions.text("text").lines())
                .contains(
                        "program npm",
                        "program sh",
                        "word /home/dana/checkout/vite.ts",
                        "word /home/dana/checkout/deploy.sh");
        Answer read = postForText("/v1/hooks/" + host + "/operands", session(), HookEvents.read(host, "c", "a.txt"));
        assertThat(read.text("text")).isEqualTo("target /home/dana/checkout/a.txt\n");
    }

    @Test
    void tellsEqualCallsOfAHostThatNamesNoneApart() {
        String session = session();
        for (int i = 1; i <= 3; i++) {
            assertThat(verdict(ask("gemini", session, HookEvents.read("gemini", "", "/same"))))
                    .isEqualTo("allow");
            assertThat(verdict(ask("gemini", session, HookEvents.readDone("gemini", "", "/same"))))
                    .isEqualTo("noted");
            assertThat(actions(session)).hasSize(i);
        }
        ask("gemini", session, HookEvents.read("gemini", "", "/same"));
        ask("gemini", session, HookEvents.read("gemini", "", "/same"));
        assertThat(actions(session)).hasSize(5);
        assertThat(verdict(ask("gemini", session, HookEvents.readDone("gemini", "", "/same"))))
                .isEqualTo("noted");
        assertThat(verdict(ask("gemini", session, HookEvents.readDone("gemini", "", "/same"))))
                .isEqualTo("noted");
        assertThat(incidents(session)).isZero();
    }

    @Test
    void keepsEqualCallsOfTwoHostSessionsApart() {
        String session = session();
        String event = HookEvents.command("gemini", "", "make one");
        ask("gemini", session, event);
        ask("gemini", session, event.replace("g-1", "g-2"));
        ask("gemini", session, event);
        assertThat(actions(session)).hasSize(1);
        assertThat(count("SELECT count(*) FROM gateway.call c WHERE c.action = '%s'".formatted(onlyAction(session))))
                .isEqualTo(2);
    }

    @Test
    void readsAnMcpInputThatCursorSendsAsAString() {
        String session = session();
        POLICY.decideBy(action ->
                action.parameters().findString("query").orElse("").equals("SELECT 1") ? Effect.ALLOW : Effect.DENY);
        String event = HookEvents.before("cursor", call(), "MCP:query", "\"{\\\"query\\\":\\\"SELECT 1\\\"}\"");
        assertThat(verdict(ask("cursor", session, event))).isEqualTo("allow");
        assertThat(verdict(ask(
                        "cursor",
                        session,
                        event.replace("SELECT 1\\\"}", "SELECT 1\\\"")
                                .replace("\"tool_use_id\":\"call", "\"tool_use_id\":\"other"))))
                .isEqualTo("deny");
    }

    @Test
    void readsTheFilesOfACodexPatch() {
        String session = session();
        POLICY.decideBy(action -> action.targets().equals(List.of("src/a.txt", "b.txt")) ? Effect.ALLOW : Effect.DENY);
        String patch =
                "*** Begin Patch\\n*** Update File: src/a.txt\\n@@\\n-x\\n+y\\n*** Delete File: b.txt\\n*** End Patch";
        assertThat(verdict(ask(
                        "codex",
                        session,
                        HookEvents.before("codex", call(), "apply_patch", "{\"command\":\"" + patch + "\"}"))))
                .isEqualTo("allow");
    }

    @Test
    void saysNothingToCodexThatItsSchemaDoesNotName() {
        String session = session();
        Answer allowed = ask("codex", session, HookEvents.read("codex", call(), "/a"));
        assertThat(allowed.body().names()).containsExactly("hookSpecificOutput");
        assertThat(allowed.body().object("hookSpecificOutput").names())
                .containsExactlyInAnyOrder("hookEventName", "permissionDecision", "permissionDecisionReason");
        assertThat(allowed.body().toString()).doesNotContain("updatedInput");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void deniesWithoutASealAndWithoutACredential(String host) {
        String event = HookEvents.read(host, call(), "/a");
        assertThat(HookEvents.decision(host, ask(host, "", event))).isEqualTo("deny");
        AUDIT.stop();
        try {
            assertThat(HookEvents.decision(host, ask(host, session(), event))).isEqualTo("deny");
        } finally {
            AUDIT.restart();
        }
    }

    /** All hosts wait at once: it takes as long as policy may take. */
    @Test
    void deniesWithoutPolicy() throws Exception {
        POLICY.freeze(FROZEN);
        try (ExecutorService hosts = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Answer>> answers = HookEvents.commandHosts()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            host -> hosts.submit(() -> ask(host, session(), HookEvents.read(host, call(), "/a")))));
            for (Map.Entry<String, Future<Answer>> answer : answers.entrySet()) {
                assertThat(HookEvents.decision(
                                answer.getKey(), answer.getValue().get()))
                        .isEqualTo("deny");
            }
        }
    }

    @Test
    void knowsFiveHosts() {
        assertThat(post("/v1/hooks/emacs/calls", session(), "{}").status()).isEqualTo(404);
        assertThat(COMMAND_HOSTS).hasSize(4);
    }

    private static String verdict(Answer answer) {
        return answer.headers().firstValue("Syndicate-Verdict").orElse("");
    }

    private dev.syndicate.contracts.id.ApprovalId approvalOf(String session) {
        String action = onlyAction(session);
        eventually(() -> APPROVALS.requests().values().stream()
                .anyMatch(request -> request.action().toString().equals(action)));
        return APPROVALS.requests().values().stream()
                .filter(request -> request.action().toString().equals(action))
                .findFirst()
                .orElseThrow()
                .approval();
    }

    private String onlyAction(String session) {
        List<String> all = actions(session);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<String> actions(String session) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT a.action::text FROM gateway.action a WHERE a.session = :session ORDER BY a.action")
                .param("session", sessionId(session))
                .query(String.class)
                .list();
    }

    private List<String> sessionEvents(String session) {
        return events(sessionId(session).toString());
    }

    private long incidents(String session) {
        return count("SELECT incidents FROM gateway.session WHERE session = '%s'".formatted(sessionId(session)));
    }

    private String refusal(String action) {
        return JdbcClient.create(database.administrators())
                .sql("""
                        SELECT convert_from(payload, 'UTF8') FROM eventstore.domain_event
                        WHERE aggregate_id = :action AND payload_type LIKE '%ExecutionRefused'
                        """)
                .param("action", action)
                .query(String.class)
                .single();
    }
}
