package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReplayTest {

    @Test
    void tellsWhoApprovedWhatAndThatItIsWhatRan() throws Exception {
        assertThat(action("""
                {"action": "a-1", "asked": {"tool": "shell", "targets": ["npm"]},
                 "decision": {"effect": "require-approval", "rule": "commands", "policyVersion": "3:aa", "trustTier": "2"},
                 "authority": {"kind": "people", "approvers": [{"name": "Riley Chen", "subject": "riley", "issuer": "i"}]},
                 "votes": [{"reviewer": {"subject": "riley", "issuer": "i"}, "choice": "approve",
                            "cast": {"record": 15, "at": "2026-03-27T14:00:04.500000Z"}}],
                 "digests": {"approved": "sha256:aa", "executed": "sha256:aa", "equal": true},
                 "outcome": {"result": "executed", "reason": null},
                 "steps": [{"record": 13, "event": "ActionProposed", "at": "2026-03-27T14:00:01.500000Z",
                            "who": "Dana Okafor", "note": "shell · npm"}]}
                """))
                .contains("shell  npm  [executed]")
                .contains("require-approval · rule commands · version 3:aa · trust tier 2")
                .contains("Riley Chen (riley), voted 2026-03-27 14:00:04.500, record 15")
                .contains("sha256:aa")
                .contains("the same")
                .contains("13  2026-03-27 14:00:01.500  ActionProposed       Dana Okafor · shell · npm");
    }

    @Test
    void pointsAtADifference() throws Exception {
        assertThat(action("""
                {"action": "a-1", "asked": {"tool": "shell", "targets": []}, "decision": null, "authority": null, "votes": [],
                 "digests": {"approved": "sha256:aa", "executed": "sha256:bb", "equal": false},
                 "outcome": {"result": "refused", "reason": "digest-mismatch"}, "steps": []}
                """)).contains("[refused: digest-mismatch]", "authority none", "sha256:bb  DIFFERS");
    }

    @Test
    void letsNoToolSteerTheReadersTerminal() throws Exception {
        assertThat(action("""
                {"action": "a-1", "asked": {"tool": "shell", "targets": ["\\u001b[2J\\u202e\\u0007"]}, "decision": null,
                 "authority": null, "votes": [], "digests": {"equal": null}, "outcome": null,
                 "steps": [{"record": 1, "event": "ActionProposed", "at": "", "who": null, "note": "\\u001b]0;x"}]}
                """)).contains("?[2J??", "[not ended]").doesNotContain("\u001b", "\u202e", "\u0007");
    }

    private static String action(String story) throws Exception {
        StringWriter said = new StringWriter();
        new Replay(new PrintWriter(said)).action(new ObjectMapper().readTree(story));
        return said.toString();
    }
}
