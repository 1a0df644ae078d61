package dev.syndicate.gateway.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.PreImageSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ReferredFilesTest {

    private static List<String> of(String command) {
        JsonObject event = JsonObject.builder()
                .put("hook_event_name", "PreToolUse")
                .put("tool_name", "Bash")
                .put("cwd", "/x")
                .put("tool_input", JsonObject.builder().put("command", command))
                .build();
        return of(event, "256KB");
    }

    private static List<String> of(JsonObject event, String maxFile) {
        PreImageSettings limits = new PreImageSettings(DataSize.parse(maxFile), DataSize.ofMegabytes(1));
        return new ReferredFiles(limits).questions(new Codex(), event);
    }

    private static JsonObject patch(String patch) {
        return JsonObject.builder()
                .put("hook_event_name", "PreToolUse")
                .put("tool_name", "apply_patch")
                .put("cwd", "/x")
                .put("tool_input", JsonObject.builder().put("command", patch))
                .build();
    }

    @Test
    void asksForTheContentsOfFilesThatWouldBeChanged() {
        JsonObject patch = patch("*** Begin Patch\n*** Update File: a\n*** Delete File: /b c\n*** End Patch");
        assertThat(of(patch, "256KB")).containsExactly("pre-images 262144 1048576", "target /x/a", "target /b c");
        assertThat(of(patch, "0B")).containsExactly("target /x/a", "target /b c");
        assertThat(of(patch("nothing"), "256KB")).isEmpty();
    }

    @Test
    void cutsWhereTheShellCuts() {
        assertThat(of("A=b.env ./run.sh 'a b' --c=d.json>e|sort f;g&&(h)"))
                .containsExactly(
                        "word /x/b.env",
                        "word /x/run.sh",
                        "word /x/a b",
                        "word /x/d.json",
                        "word /x/e",
                        "program sort",
                        "word /x/sort",
                        "word /x/f",
                        "program g",
                        "word /x/g",
                        "program h",
                        "word /x/h");
    }

    @Test
    void leavesAbsolutePathsAndHomesAsTheyAre() {
        assertThat(of("/usr/bin/env ~/bin/x")).containsExactly("word /usr/bin/env", "word ~/bin/x");
    }

    @Test
    void asksForABoundedNumberOfSingleLines() {
        assertThat(of("x ".repeat(50_000))).hasSize(2);
        StringBuilder many = new StringBuilder("run");
        for (int i = 0; i < 1000; i++) {
            many.append(" f").append(i).append("; p").append(i);
        }
        assertThat(of(many.toString())).hasSizeLessThan(80);
        assertThat(of("cat 'a\nb'")).containsExactly("program cat", "word /x/cat");
        assertThat(of("cat " + "y".repeat(5000))).containsExactly("program cat", "word /x/cat");
    }

    @Test
    void isNoShellThatExpands() {
        assertThat(of("cat $HOME/x *.txt")).contains("word /x/$HOME/x", "word /x/*.txt");
    }
}
