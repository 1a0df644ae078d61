package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RecordLineTest {

    @Test
    void saysWhatWhenWhoAndHowItEnded() throws Exception {
        String line = line("""
                {"sequence": 12, "occurredAt": "2026-01-05T09:30:00.123456Z",
                 "eventType": "dev.syndicate.contracts.execution.ExecutionRefused",
                 "body": {"who": {"principal": {"subject": "dana", "name": "Dana Okafor"}},
                          "outcome": {"result": "refused", "reason": "digest-mismatch"},
                          "digests": {"intentAtApproval": "sha256:aaaaaaaaaaaa", "intentAtExecution": "sha256:bbbbbbbbbbbb"}}}
                """);

        assertThat(line)
                .contains("12", "2026-01-05 09:30:00.123", "ExecutionRefused", "Dana Okafor", "digest-mismatch")
                .contains("approved sha256:aaaaaaaa presented sha256:bbbbbbbb");
    }

    @Test
    void letsNoToolSteerTheReadersTerminal() throws Exception {
        String line = line("""
                {"sequence": 1, "occurredAt": "", "eventType": "x.ActionDenied",
                 "body": {"outcome": {"result": "denied", "reason": "\\u001b[2J gone \\u202e"}}}
                """);

        assertThat(line).contains("?[2J gone ?").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void namesWhoApprovedRatherThanWhoAsked() throws Exception {
        String line = line("""
                {"sequence": 22, "occurredAt": "", "eventType": "dev.syndicate.contracts.approval.ApprovalGranted",
                 "body": {"who": {"principal": {"name": "Dana Okafor"}, "approvers": [{"name": "Riley Chen"}]}}}
                """);

        assertThat(line).contains("Riley Chen").doesNotContain("Dana");
    }

    private static String line(String record) throws Exception {
        return RecordLine.of(new ObjectMapper().readTree(record));
    }
}
