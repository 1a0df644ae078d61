package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * Hooks that are held while people decide, for longer than a busy machine needs to hear of it; ClaudeCodeHookIT has what
 * comes of it when nobody decides. The setting is that of HangUpIT, whose gateway this is too.
 */
@TestPropertySource(properties = "syndicate.gateway.hooks.hold=40s")
class HeldHookIT extends GatewayIT {

    private static final String HOST = "claude-code";
    private static final String PATH = "/v1/hooks/" + HOST;

    @Test
    void holdsACommandUntilAReviewerApproves() throws Exception {
        String session = session();
        String call = call();
        try (ExecutorService hooks = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> held = hooks.submit(() -> ask(session, call));
            approveCall(call);
            assertThat(HookEvents.decision(HOST, held.get())).isEqualTo("allow");
            assertThat(reason(held.get())).contains("sealed as record");
        }
    }

    @Test
    void joinsTheSameCallAskedAgainAndAllowsOneOfThem() throws Exception {
        String session = session();
        String call = call();
        try (ExecutorService hooks = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> one = hooks.submit(() -> ask(session, call));
            Future<Answer> two = hooks.submit(() -> ask(session, call));
            approveCall(call);
            assertThat(List.of(one.get(), two.get()))
                    .extracting(answer -> HookEvents.decision(HOST, answer))
                    .containsExactlyInAnyOrder("allow", "deny");
        }
        Answer third = ask(session, call);
        assertThat(HookEvents.decision(HOST, third)).isEqualTo("deny");
        assertThat(reason(third)).contains("permit-consumed");
    }

    private Answer ask(String session, String call) {
        return hook(PATH, session, HookEvents.command(HOST, call, "make"));
    }

    private static String reason(Answer answer) {
        return answer.text("hookSpecificOutput", "permissionDecisionReason");
    }
}
