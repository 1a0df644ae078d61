package dev.syndicate.local.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.local.SharedStack;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import dev.syndicate.testing.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a coding tool's hook to a reviewer's key and back, with everything in between as it is delivered. */
class ReviewInTheBrowserIT {

    private static final Temporary STACK = SharedStack.get();
    private static final Cast CAST = new Cast(STACK.endpoints());
    private static final ExecutorService WAITING = Executors.newVirtualThreadPerTaskExecutor();

    private static final int ATTEMPTS = 5;

    private static Chromium chromium;

    @BeforeAll
    static void launch() throws IOException {
        chromium = Chromium.launch();
        CAST.release(Files.readString(Path.of("src/test/resources/review-policy.yaml")), "pat", "percy");
    }

    @AfterAll
    static void close() {
        chromium.close();
        WAITING.shutdownNow();
    }

    private static KeyboardReviewer riley() {
        return KeyboardReviewer.signIn(chromium, STACK.endpoints().approval(), "riley");
    }

    @Test
    void fromAHookOverAnApprovalToWhatWasExecutedAllOfItLive() throws Exception {
        try (KeyboardReviewer riley = riley()) {
            Visitor page = riley.visitor();
            page.sees("h1", "Inbox");
            page.sees(".live-line", "Live");
            HookedTool tool = bash("npm test -- --only checkout");
            CompletableFuture<Answer> held = tool.ask(WAITING);
            page.sees(".queue [data-row]:has-text('npm test -- --only checkout')", "Claude Code for Dana Okafor");
            riley.open(approvalOf(tool));
            assertThat(held).isNotDone();
            riley.read();
            riley.approve();
            Answer allowed = answer(tool, held);
            assertThat(tool.decision(allowed)).isEqualTo("allow");
            assertThat(tool.reason(allowed)).contains("sealed as record");
            page.sees(".ended .standing", "Running");
            assertThat(HookedTool.isNoted(tool.report())).isTrue();
            page.sees(".ended .standing", "Executed");
            page.sees("#story .now", "Executed");
            page.shoot("hook-executed");
        }
    }

    @Test
    void saysThatItExpiredWhileItWasReadAndTheHookDenies() throws Exception {
        try (KeyboardReviewer riley = riley()) {
            HookedTool tool = bash("npm publish --access public");
            CompletableFuture<Answer> held = tool.ask(WAITING);
            riley.open(approvalOf(tool));
            assertThat(riley.visitor().page().locator("form#vote")).hasCount(1);
            riley.visitor().sees(".ended", "This request has expired");
            assertThat(riley.visitor().page().locator("form#vote")).hasCount(0);
            Answer denied = answer(tool, held);
            assertThat(tool.decision(denied)).isEqualTo("deny");
            assertThat(tool.reason(denied)).contains("expired");
        }
    }

    /**
     * One of ten actions.
     *
     * @param shown what the reviewer has to see of it
     * @param denial why they deny it; empty where they approve it
     */
    private record Reviewed(HookedTool tool, String shown, String denial) {}

    @Test
    void tenDifferentActionsAreDecidedByKeysAlone() throws Exception {
        Map<String, Reviewed> reviewed = new LinkedHashMap<>();
        Map<String, CompletableFuture<Answer>> held = new LinkedHashMap<>();
        for (Reviewed each : ten()) {
            CompletableFuture<Answer> waiting = each.tool().ask(WAITING);
            String approval = approvalOf(each.tool());
            reviewed.put(approval, each);
            held.put(approval, waiting);
        }
        try (KeyboardReviewer riley = riley()) {
            riley.open(reviewed.keySet().iterator().next());
            for (int left = reviewed.size(); left > 0; left--) {
                String approval = riley.opened();
                decide(riley, reviewed.remove(approval), held.get(approval));
                if (left > 1) {
                    riley.next();
                }
            }
        }
        assertThat(reviewed).isEmpty();
    }

    private static void decide(KeyboardReviewer riley, Reviewed action, CompletableFuture<Answer> held)
            throws Exception {
        Visitor page = riley.visitor();
        page.sees("main", action.shown());
        assertThat(held).isNotDone();
        riley.read();
        if (action.denial().isEmpty()) {
            riley.approve();
        } else {
            riley.deny(action.denial());
        }
        Answer answer = answer(action.tool(), held);
        String reason = action.tool().reason(answer);
        if (action.denial().isEmpty()) {
            assertThat(action.tool().decision(answer)).as(reason).isEqualTo("allow");
            assertThat(HookedTool.isNoted(action.tool().report())).isTrue();
            page.sees(".ended .standing", "Executed");
        } else {
            assertThat(action.tool().decision(answer)).isEqualTo("deny");
            assertThat(reason).contains("Denied by Riley Chen: " + action.denial());
        }
    }

    private static List<Reviewed> ten() {
        return List.of(
                reviewed(bash("make deploy # \u202Enur-yrd"), "U+202E", "It hides something."),
                claude(
                        "Write",
                        Map.of(
                                "file_path",
                                "/home/dana/checkout/src/retry.ts",
                                "content",
                                "export const BUDGET = 3;\n"),
                        "export const BUDGET = 3;"),
                claude(
                        "Edit",
                        Map.of(
                                "file_path",
                                "/home/dana/checkout/package.json",
                                "old_string",
                                "\"version\": \"1.4.0\"",
                                "new_string",
                                "\"version\": \"1.5.0\"",
                                "replace_all",
                                false),
                        "1.5.0"),
                reviewed(
                        HookedTool.of(
                                CAST,
                                "claude-code",
                                "mcp__github__merge_pull_request",
                                Map.of("owner", "acme", "repo", "checkout", "pullNumber", 4711)),
                        "4711",
                        "Not before the release."),
                claude(
                        "WebFetch",
                        Map.of("url", "https://registry.example/left-pad", "prompt", "Which version is the latest?"),
                        "https://registry.example/left-pad"),
                reviewed(
                        HookedTool.of(
                                CAST,
                                "codex",
                                "apply_patch",
                                Map.of(
                                        "command",
                                        "*** Begin Patch\n*** Update File: src/cart.ts\n@@\n-const MAX = 10;\n"
                                                + "+const MAX = 20;\n*** End Patch")),
                        "+const MAX = 20;",
                        ""),
                reviewed(
                        HookedTool.of(
                                CAST,
                                "gemini",
                                "run_shell_command",
                                Map.of("command", "terraform plan -out=next.plan", "description", "Plans")),
                        "terraform plan -out=next.plan",
                        ""),
                reviewed(
                        HookedTool.of(CAST, "cursor", "Shell", Map.of("command", "docker compose up -d payments")),
                        "docker compose up -d payments",
                        "Payments stay down."),
                claude("Read", Map.of("file_path", "/home/dana/checkout/config/prod.yaml"), "config/prod.yaml"),
                claude(
                        "CronCreate",
                        Map.of("cron", "0 4 * * *", "prompt", "Look for dependencies that are out of date"),
                        "0 4 * * *"));
    }

    private static HookedTool bash(String command) {
        return HookedTool.of(CAST, "claude-code", "Bash", Map.of("command", command, "description", "For a test"));
    }

    private static Reviewed claude(String name, Map<String, Object> input, String shown) {
        return reviewed(HookedTool.of(CAST, "claude-code", name, input), shown, "");
    }

    private static Reviewed reviewed(HookedTool tool, String shown, String denial) {
        return new Reviewed(tool, shown, denial);
    }

    /** The approval that the only action of the tool's session waits for, once reviewers see it. */
    private static String approvalOf(HookedTool tool) {
        return Waiting.found("reviewers are asked", () -> open(tool)).path("id").asText();
    }

    private static Optional<JsonNode> open(HookedTool tool) {
        return CAST.atApprovals("riley")
                .get("/v1/approvals?state=open")
                .orRefused()
                .json()
                .path("approvals")
                .valueStream()
                .filter(approval -> approval.path("session").asText().equals(tool.session()))
                .findFirst();
    }

    /** What the hook is told; it asks the same again where no receipt came in time, which is a deny. */
    private static Answer answer(HookedTool tool, CompletableFuture<Answer> held) throws Exception {
        Answer answer = held.get(2, TimeUnit.MINUTES);
        for (int again = 0; again < ATTEMPTS && isUnsealed(tool, answer); again++) {
            answer = tool.ask(WAITING).get(2, TimeUnit.MINUTES);
        }
        return answer;
    }

    private static boolean isUnsealed(HookedTool tool, Answer answer) {
        return tool.decision(answer).equals("deny") && tool.reason(answer).contains("Refused, seal-unavailable");
    }
}
