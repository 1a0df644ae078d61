package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An open page asks for itself while its reader does something, and while not everything answers. */
class ConsoleMeanwhileIT extends ConsoleBrowserIT {

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
}
