package dev.syndicate.approval.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RewritesTest {

    @Test
    void replacesATextThatIsThereOnce() {
        assertThat(edit("{'old_string':'two','new_string':'2'}", "one\ntwo\n")).isEqualTo("one\n2\n");
        assertThat(edit("{'old_str':'two','new_str':''}", "one two")).isEqualTo("one ");
        assertThat(edit("{'old_string':'aab','new_string':'-'}", "aaab")).isEqualTo("a-");
        assertThat(edit("{'old_string':'','new_string':'x'}", "")).isEqualTo("x");
    }

    @Test
    void saysWhereATextIsNotThereOrIsThereMoreOften() {
        assertThat(edit("{'old_string':'three','new_string':'3'}", "one\ntwo\n"))
                .isEqualTo("! The old text is not in the file.");
        assertThat(edit("{'old_string':'o','new_string':'0'}", "one\ntwo\n"))
                .isEqualTo("! The old text is in the file 2 times; 1 is meant to be replaced.");
        assertThat(edit("{'old_string':'o','new_string':'0','expected_replacements':3}", "one\ntwo\n"))
                .isEqualTo("! The old text is in the file 2 times; 3 are meant to be replaced.");
        assertThat(edit("{'old_string':'','new_string':'x'}", "one")).startsWith("! The old text is empty");
    }

    @Test
    void replacesAllOfThemWhereTheToolDoes() {
        assertThat(edit("{'old_string':'aa','new_string':'b','replace_all':true}", "aaaaa"))
                .isEqualTo("bba");
        assertThat(edit("{'old_string':'a','new_string':'b','allow_multiple':true}", "aa"))
                .isEqualTo("bb");
        assertThat(edit("{'old_string':'a','new_string':'b','expected_replacements':2}", "aa"))
                .isEqualTo("bb");
        assertThat(edit("{'old_string':'c','new_string':'b','replace_all':true}", "aa"))
                .startsWith("!");
    }

    @Test
    void makesNoTextThatIsTooLong() {
        String fresh = "x".repeat(1000);
        assertThat(edit(
                        "{'old_string':'a','new_string':'%s','replace_all':true}".formatted(fresh),
                        "a".repeat(100_000)))
                .isEqualTo("! The file would become too long to be shown.");
    }

    @Test
    void makesSeveralEditsOneAfterTheOther() {
        String edits = "{'edits':[{'old_string':'a','new_string':'b'},{'old_string':'b','new_string':'c'}]}";
        assertThat(edit(edits, "a")).isEqualTo("c");
        assertThat(edit(edits, "ab")).startsWith("! The old text is in the file 2 times");
        assertThat(edit("{'edits':[{'old_string':'a','new_string':'b'},1]}", "a"))
                .isEqualTo("?");
    }

    @Test
    void writesAndDeletesWholeFiles() {
        assertThat(of(ActionKind.FILE_WRITE, "write", "{'content':'x\\n'}", List.of("/a"), "y"))
                .isEqualTo("x\n");
        assertThat(of(ActionKind.FILE_EDIT, "delete", "{'path':'/a'}", List.of("/a"), "y"))
                .isEmpty();
    }

    @Test
    void patchesEachFileOfAPatch() {
        String patch = """
                *** Begin Patch
                *** Update File: /a
                @@ class B:
                     def f():
                -        one
                +        two
                @@
                -end
                +fin
                *** Add File: /b
                +new
                *** Delete File: /c
                *** End Patch
                not this""";
        String before = "class A:\n    def f():\n        one\n\n  class B:\n    def f():\n        one\n\nend\n";
        assertThat(patched(patch, "/a", before))
                .isEqualTo("class A:\n    def f():\n        one\n\n  class B:\n    def f():\n        two\n\nfin\n");
        assertThat(patched(patch, "/b", "")).isEqualTo("new\n");
        assertThat(patched(patch, "/c", "x")).isEmpty();
        assertThat(patched(patch, "/d", "x")).isEqualTo("?");
        assertThat(patched(patch, "/a", before.replace("end", "ende")))
                .isEqualTo("! Part 2 of the patch is not in the file as it is stated.");
        assertThat(patched(patch, "/a", before.replace("class B", "class C"))).startsWith("! Part 1");
    }

    @Test
    void givesUpAPatchWhoseLinesAreAllAlike() {
        String patch = "*** Begin Patch\n*** Update File: /a\n@@\n" + "-x\n".repeat(20_000) + "-y\n*** End Patch";
        assertThat(patched(patch, "/a", "x\n".repeat(100_000)))
                .isEqualTo("! Part 1 of the patch could not be placed: too many lines are alike.");
    }

    @Test
    void appendsWhatAPatchOnlyAdds() {
        assertThat(patched("*** Begin Patch\n*** Update File: /a\n@@\n+two\n*** End Patch", "/a", "one"))
                .isEqualTo("one\ntwo\n");
    }

    @Test
    void knowsNothingOfOtherToolsAndParameters() {
        assertThat(edit("{'new_source':'x'}", "a")).isEqualTo("?");
        assertThat(edit("{'old_string':1,'new_string':'x'}", "a")).isEqualTo("?");
        assertThat(of(ActionKind.COMMAND, "shell", "{'content':'x'}", List.of("/a"), "a"))
                .isEqualTo("?");
        assertThat(of(ActionKind.FILE_WRITE, "write", "{'content':'x'}", List.of("/a", "/b"), "a"))
                .isEqualTo("?");
    }

    @Test
    void findsInLinearTime() {
        String wanted = "a".repeat(100_000) + "b";
        String text = "a".repeat(2_000_000);
        assertThat(Occurrences.of(wanted, text)).isEmpty();
        assertThat(Occurrences.of(wanted, text + "b")).containsExactly(1_900_000);
    }

    private static String edit(String parameters, String before) {
        return of(ActionKind.FILE_EDIT, "edit", parameters, List.of("/a"), before);
    }

    private static String patched(String patch, String path, String before) {
        String parameters = "{'command':'" + patch.replace("\n", "\\n") + "'}";
        return change(action(ActionKind.FILE_EDIT, "edit", parameters, List.of("/a", "/b", "/c")), path, before);
    }

    private static String of(ActionKind kind, String tool, String parameters, List<String> targets, String before) {
        return change(action(kind, tool, parameters, targets), "/a", before);
    }

    /** The text that the file has afterwards; why it has none behind a {@code !}; a {@code ?} where nobody knows. */
    private static String change(CanonicalAction action, String path, String before) {
        Map<String, Rewrite> rewrites = Rewrites.of(action);
        return !rewrites.containsKey(path)
                ? "?"
                : switch (rewrites.get(path).of(before)) {
                    case Rewritten.Text text -> text.value();
                    case Rewritten.Impossible impossible -> "! " + impossible.why();
                };
    }

    private static CanonicalAction action(ActionKind kind, String tool, String parameters, List<String> targets) {
        try {
            return CanonicalAction.builder()
                    .agent(new AgentDescription("v", "p", "1", "a"), EnforcementTier.C)
                    .principal(ActionPrincipal.of(Principal.of(new Person("https://i", "dana", "Dana", List.of()))))
                    .workspace(new WorkspaceId("w"))
                    .session(new ActionSession(new SessionId(new UUID(1, 2)), null, null, null))
                    .tool(new ToolReference(tool, tool, null, null))
                    .kind(kind)
                    .targets(targets)
                    .parameters(Json.parseObject(parameters.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                    .build();
        } catch (InadmissibleJsonException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
