package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An open page asks for itself while its reader does something, and while not everything answers. */
class ConsoleMeanwhileIT extends ConsoleBrowserIT {

    private static final ThresholdSet TWO = new ThresholdSet("Platform on-call", 2, 2, "syndicate-reviewers", null);

    /** What the page asks for first by itself is answered, and arrives when the test lets it. */
    private static final String HOLDS_THE_FIRST = """
            const real = window.fetch;
            window.fetch = async (what, options = {}) => {
              if (!options.headers?.['Syndicate-Unasked']) return real(what, options);
              if (window.held) return real(what, options);
              const answer = await real(what, { ...options, signal: undefined });
              const html = await answer.text();
              await new Promise((go) => { window.held = go; });
              // When what awaits the text has done with it.
              answer.text = () => { setTimeout(() => { window.taken = true; }); return Promise.resolve(html); };
              return answer;
            };""";

    @Test
    void keepsWhatItSaysOnceForWhoAsked() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            Object pages = riley.page().evaluate("""
                    async () => {
                      const body = new URLSearchParams(new FormData(document.getElementById('vote')));
                      body.set('choice', 'deny');
                      const vote = document.getElementById('vote').action;
                      await fetch(vote, { method: 'POST', body, redirect: 'manual' });
                      const unasked = await fetch(location.pathname, { headers: { 'Syndicate-Unasked': '1' } });
                      const asked = await fetch(location.pathname);
                      const says = (html) => html.includes('Your denial was recorded at ');
                      return [says(await unasked.text()), says(await asked.text())];
                    }""");
            assertThat(pages).isEqualTo(List.of(false, true));
        }
    }

    @Test
    void showsNothingOlderThanTheVote() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.page().addInitScript(HOLDS_THE_FIRST);
            riley.open(approval);
            riley.page().waitForFunction("() => window.held");
            riley.deny();
            riley.sees(".ended", "This request was denied");
            riley.page().evaluate("() => window.held()");
            riley.page().waitForFunction("() => window.taken");
            riley.sees(".ended", "This request was denied");
            assertThat(riley.page().locator("form#vote")).hasCount(0);
        }
    }

    @Test
    void showsTheListThatWasChosenThoughAnotherArrivesLater() {
        ask(proposed().judged(Risk.HIGH, 1, "chosen-rule", "High."));
        ask(proposed().judged(Risk.LOW, 3, "chosen-rule", "Low."));
        try (Reader riley = signIn("riley")) {
            riley.page().addInitScript(HOLDS_THE_FIRST);
            riley.go("/?q=chosen-rule&show=all");
            assertThat(riley.page().locator("[data-row]")).hasCount(2);
            riley.page().waitForFunction("() => window.held");
            riley.page().locator("summary", text("Risk")).first().click();
            riley.page().locator(".menu-list a", text("High")).click();
            assertThat(riley.page().locator("[data-row]")).hasCount(1);
            riley.page().evaluate("() => window.held()");
            riley.page().waitForFunction("() => window.taken");
            assertThat(riley.page().locator("[data-row]")).hasCount(1);
        }
    }

    @Test
    void leavesASignInAloneThatAnotherWindowIsInTheMiddleOf() {
        try (Reader riley = signIn("riley")) {
            riley.go("/?show=all");
            riley.sees("body[data-live=yes]");
            riley.context().clearCookies();
            Page window = riley.context().newPage();
            window.navigate(ConsoleStage.CONSOLE + "/history");
            window.waitForURL("**/login**");
            Object answers = riley.page().evaluate("""
                    async () => {
                      const asked = [['/?show=all', { Accept: 'text/html', 'Syndicate-Unasked': '1' }],
                                     ['/live', { Accept: 'text/event-stream' }]];
                      const status = async ([what, headers]) => (await fetch(what, { headers })).status;
                      return Promise.all(asked.map((one) => status(one).catch(() => 'led to the provider')));
                    }""");
            window.locator("form:has(input[value=riley]) button").click();
            window.waitForURL(ConsoleStage.CONSOLE + "/**");
            new Reader(riley.context(), window).sees("h1", "History");
            assertThat(answers).isEqualTo(List.of(401, 401));
        }
    }

    @Test
    void asksAgainForWhatCouldNotBeRead() {
        ApprovalId approval = ask(proposed().needing(TWO));
        String address = "**/approvals/" + approval;
        try (Reader riley = signIn("riley");
                Reader robin = signIn("robin")) {
            riley.open(approval);
            riley.sees("body[data-live=yes]");
            riley.page().route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            robin.open(approval);
            robin.approve();
            robin.recorded();
            riley.sees("[data-failed] .note", "This could not be loaded.");
            riley.page().unroute(address);
            riley.sees("#sets", "1 of 2");
            assertThat(riley.find("[data-failed]")).isHidden();
        }
    }

    @Test
    void isNotLiveWhereItNeverHeardAnything() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.page().route("**/live", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            riley.open(approval);
            riley.sees("[data-stale] .note", "Not live since");
            riley.read();
            riley.sees("[data-why-text]", "This page is not live: it may have been decided or changed.");
            riley.page().unroute("**/live");
            riley.sees("form#vote [data-approve]:not([aria-disabled])");
            assertThat(riley.find("[data-stale]")).isHidden();
        }
    }

    @Test
    void saysWhyAVoteWasNotRead() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.page().getByLabel("Comment").fill("Not on a Friday.");
            riley.page().evaluate("() => { document.querySelector('#vote [name=vote]').value = 'none'; }");
            riley.button("Deny").click();
            riley.sees("[data-notes] .note", "Your vote was not read, so it does not count.");
            riley.sees("[data-notes] .note", "The address or the form is not one of this console.");
            assertThat(riley.page().getByLabel("Comment")).hasValue("Not on a Friday.");
        }
        assertThat(view(approval).votes()).isEmpty();
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
