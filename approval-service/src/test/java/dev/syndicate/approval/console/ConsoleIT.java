package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading one request and voting on it. */
class ConsoleIT extends ConsoleBrowserIT {

    private static final ThresholdSet TWO = new ThresholdSet("Platform on-call", 2, 2, "syndicate-reviewers", null);

    @Test
    void approvesExactlyWhatIsShownOnceItWasSeenWhole() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.go("/");
            riley.page().locator("a[href='/approvals/" + approval + "']").click();
            riley.sees(".code", "git push origin fix/retry-budget");
            riley.page().getByLabel("Comment").fill("Looks right to me.");
            riley.approve();
            riley.recorded();
            riley.sees(".note.good", "Your approval was recorded at ");
            riley.sees(".ended", "This request was approved");
            assertThat(riley.page().getByText("Looks right to me.")).isVisible();
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.GRANTED);
    }

    @Test
    void doesNotApproveWhatWasNotSeenToTheEnd() {
        ApprovalId approval = ask(proposed().command("echo one more line\n".repeat(200)));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.sees("[data-why-text]", "Read to the end first");
            Locator approve = riley.button("Approve " + digest(approval));
            assertThat(approve).hasAttribute("aria-disabled", "true");
            approve.focus();
            riley.press("Enter");
            assertThat(riley.button("Deny")).not().hasAttribute("aria-disabled", "true");
            assertThat(view(approval).votes()).isEmpty();
            riley.approve();
            riley.recorded();
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.GRANTED);
    }

    @Test
    void deniesWithAComment() {
        ApprovalId approval = ask(proposed().needing(new ThresholdSet("Reviewers", 2, 1, "syndicate-reviewers", null)));
        try (Reader robin = signIn("robin")) {
            robin.open(approval);
            robin.page().getByLabel("Comment").fill("Not on a Friday.");
            robin.deny();
            robin.sees(".note.good", "Nothing ran.");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.DENIED);
    }

    @Test
    void keepsTheApproveButtonOffForTheRequester() {
        ApprovalId approval = ask(proposed());
        try (Reader dana = signIn("dana")) {
            dana.open(approval);
            dana.sees("#why-not", "This action was requested on your behalf.");
            assertThat(dana.page().locator("form#vote button[type=submit]")).hasCount(0);
            dana.sees("form#vote button[aria-disabled=true]");
        }
    }

    @Test
    void refusesAndRecordsAVoteThatTheRequesterForges() {
        ApprovalId approval = ask(proposed());
        try (Reader dana = signIn("dana")) {
            dana.open(approval);
            dana.page().evaluate("""
                    () => { const form = document.getElementById('vote');
                            const choice = document.createElement('input');
                            choice.name = 'choice'; choice.value = 'approve'; form.append(choice); form.submit(); }""");
            dana.sees(".note.warn", "Your vote was not counted.");
        }
        assertThat(view(approval).refusedVotes())
                .extracting(refused -> refused.reason())
                .containsExactly(VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
    }

    @Test
    void showsTwoReviewersEachOthersVotesAsTheyHappen() {
        ApprovalId approval = ask(proposed().needing(TWO));
        try (Reader riley = signIn("riley");
                Reader robin = signIn("robin")) {
            riley.open(approval);
            riley.page().getByLabel("Comment").fill("Half a thought");
            robin.open(approval);
            robin.approve();
            robin.recorded();
            robin.sees(".note.good", "It still waits for others.");
            riley.sees("#sets", "1 of 2");
            assertThat(riley.page().getByLabel("Comment")).hasValue("Half a thought");
            riley.approve();
            riley.recorded();
            riley.sees(".ended", "This request was approved");
            robin.sees(".ended", "This request was approved");
        }
        assertThat(view(approval).votes()).hasSize(2);
    }

    @Test
    void showsWhatChangedBeforeThePageCouldHearOfIt() {
        ApprovalId approval = ask(proposed().needing(TWO));
        try (Reader riley = signIn("riley");
                Reader robin = signIn("robin")) {
            // By a clock that stands still the page never calls itself old, for which it would read itself again, too.
            riley.page().addInitScript("const at = Date.now(); Date.now = () => at;");
            List<Route> streams = new ArrayList<>();
            riley.page().route("**/live", streams::add);
            riley.open(approval);
            robin.open(approval);
            robin.approve();
            robin.recorded();
            assertThat(riley.find("#sets")).containsText("0 of 2");
            streams.forEach(Route::resume);
            riley.sees("#sets", "1 of 2");
        }
    }

    @Test
    void saysWhatHappenedWhenItExpiresWhileItIsOpen() {
        try (Reader riley = signIn("riley")) {
            ApprovalId approval = ask(proposed().expiringAfter(Duration.ofSeconds(25)));
            ApprovalId next = ask(proposed());
            riley.open(approval);
            riley.page().getByLabel("Comment").fill("Only the canary.");
            riley.page().waitForSelector(".ended", new Page.WaitForSelectorOptions().setTimeout(60_000));
            assertThat(view(approval).state()).isEqualTo(ApprovalState.EXPIRED);
            riley.sees(".ended", "This request has expired");
            riley.sees("[data-kept]");
            assertThat(riley.page().locator("#kept")).hasValue("Only the canary.");
            riley.sees("#decision [data-next]");
            assertThat(riley.page().locator("form#vote")).hasCount(0);
            assertThat(view(next).state()).isEqualTo(ApprovalState.OPEN);
        }
    }

    @Test
    void asksAgainWithTheSameVoteWhenItIsNotKnownWhetherItArrived() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.page().route("**/vote", route -> {
                // It arrives, and the answer is lost.
                route.fetch();
                route.abort();
            });
            riley.button("Deny").click();
            riley.sees("[data-notes] .note", "We do not know yet whether your vote arrived.");
            riley.page().unroute("**/vote");
            riley.button("Ask again").click();
            riley.recorded();
            riley.sees(".note.good", "Your denial was recorded at ");
        }
        assertThat(view(approval).votes()).hasSize(1);
        assertThat(view(approval).refusedVotes()).isEmpty();
    }

    @Test
    void turnsApprovingOffWhileThePageIsNotLive() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.read();
            riley.sees("form#vote [data-approve]:not([aria-disabled])");
            riley.context().setOffline(true);
            riley.page().route("**/live", route -> route.abort());
            riley.page().evaluate("() => document.querySelector('[data-retry]').click()");
            riley.sees("[data-stale] .note", "Not live since");
            riley.sees("[data-why-text]", "This page is not live");
            assertThat(riley.find("form#vote [data-approve]")).hasAttribute("aria-disabled", "true");
            riley.context().setOffline(false);
            riley.page().unroute("**/live");
            riley.page().locator("[data-retry]").first().click();
            riley.sees("form#vote [data-approve]:not([aria-disabled])");
        }
    }

    @Test
    void stopsVotingWhileIntegrityIsNotClear() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            ConsoleStage.AUDIT.hasAFinding();
            riley.sees(".banner", "Voting is stopped");
            riley.open(approval);
            assertThat(riley.page().locator("form#vote button[type=submit]")).hasCount(0);
            riley.shoot("detail-latched");
            riley.go("/?show=all");
            riley.shoot("latched");
            ConsoleStage.AUDIT.doesNotAnswer();
            riley.go("/");
            riley.sees("#unknown .note.warn", "audit-service does not answer");
            riley.shoot("inbox-unknown");
        }
    }

    @Test
    void deniesButDoesNotApproveWithoutScript() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley", new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            riley.open(approval);
            riley.sees("#why-not", "Approving needs this page's script");
            assertThat(riley.find("form#vote [data-approve]")).hasAttribute("aria-disabled", "true");
            riley.find("form#vote [data-deny]").click();
            riley.sees(".note.good");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.DENIED);
    }

    @Test
    void saysThatTheSessionHasEndedInsteadOfVoting() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.context().clearCookies();
            riley.button("Deny").click();
            riley.sees("h1", "Your session has ended");
        }
        assertThat(view(approval).votes()).isEmpty();
    }

    @Test
    void signsInAtThePublicAddress() {
        try (Reader stranger = signIn("riley")) {
            stranger.context().clearCookies();
            stranger.page().navigate(ConsoleStage.BY_ANOTHER_NAME + "/");
            stranger.page().waitForURL("**/login**");
            stranger.page().locator("form:has(input[value=riley]) button").click();
            stranger.page().waitForURL(ConsoleStage.CONSOLE + "/**");
            stranger.sees("h1", "Inbox");
        }
    }

    @Test
    void endsAnOpenPageWhenThePersonSignsOutAtTheProvider() {
        try (Reader riley = signIn("riley")) {
            riley.go("/");
            riley.sees("h1", "Inbox");
            Page provider = riley.context().newPage();
            provider.navigate(ConsoleStage.issuer() + "/");
            provider.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            provider.waitForURL("**/login**");
            riley.sees("[data-stale] .note", "Not live since");
            riley.page().reload();
            riley.page().waitForURL("**/login**");
        }
    }

    @Test
    void signsOutHereAndAtTheProvider() {
        try (Reader riley = signIn("riley")) {
            riley.page()
                    .locator(".nav")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign out"))
                    .click();
            riley.page().waitForURL("**/login**");
            assertThat(riley.page().url()).startsWith(ConsoleStage.issuer());
        }
    }
}
