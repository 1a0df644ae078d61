package dev.syndicate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.client.Reply;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Syndicate: Refused, seal-unavailable: audit-service gave no receipt in time",
                "Syndicate: Refused, policy-unavailable: policy-service gave no decision in time",
                "Syndicate: Denied by policy: policy-unavailable: policy-service gave no decision in time (action 1)",
                "Syndicate: Denied by policy: The evaluation took longer than PT1S (action 1)"
            })
    void anythingButADenyIsAnAnswer(String reason) {
        assertThat(Late.isDeny(hook("deny", reason))).isTrue();
        assertThat(Late.isDeny(hook("allow", reason))).isFalse();
        assertThat(Late.isDeny(hook("defer", reason))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Syndicate: Refused, integrity-not-clear: An integrity finding stands unreleased",
                "Syndicate: Refused, permit-consumed: seal-unavailable",
                "Syndicate: Denied by Robin Park: policy-unavailable: so I say (action 1)",
                "Syndicate: Denied by policy: What the network sends is never run unseen. (action 1)"
            })
    void aDenyForAnyOtherReasonIsAnAnswer(String reason) {
        assertThat(Late.isDeny(hook("deny", reason))).isFalse();
    }

    @Test
    void aVoteIsLateWhereNobodySaidThatIntegrityIsClearAndNotWhereItIsNot() {
        assertThat(Late.isVote(
                        problem("audit-service did not say that integrity is clear. Try again when it answers.")))
                .isTrue();
        assertThat(Late.isVote(problem("An integrity finding stands unreleased.")))
                .isFalse();
    }

    private static Answer problem(String detail) {
        return answer(409, """
                {"type": "https://syndicate.dev/problems/integrity-not-clear", "detail": "%s"}""".formatted(detail));
    }

    private static Answer hook(String decision, String reason) {
        return answer(200, """
                {"hookSpecificOutput": {"permissionDecision": "%s", "permissionDecisionReason": "%s"}}""".formatted(decision, reason));
    }

    private static Answer answer(int status, String body) {
        return new Answer(new Reply(URI.create("http://127.0.0.1:1/"), status, body));
    }
}
