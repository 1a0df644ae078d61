package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Risk;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finding what to decide, and keeping the list true. */
class ConsoleInboxIT extends ConsoleBrowserIT {

    @Test
    void showsANewRequestWithoutMovingTheFocusedRow() {
        ApprovalId first = ask(proposed().judged(Risk.LOW, 2, "first-rule", "It comes first."));
        try (Reader riley = signIn("riley")) {
            riley.go("/?q=-rule&show=all");
            riley.sees(".live-line", "Live");
            Locator row = riley.page().locator("#a-" + first);
            row.focus();
            double top = row.boundingBox().y;
            ApprovalId second = ask(proposed().judged(Risk.CRITICAL, 0, "second-rule", "It is worse."));
            riley.sees("#r-" + second + " .new");
            assertThat(row).isFocused();
            // What is above it has grown by a row; the page is scrolled by as much where it can be.
            assertThat(riley.page().locator("[data-row]").first()).hasId("r-" + second);
            assertThat(riley.page().title()).startsWith("(");
            assertThat(row.boundingBox().y - top).isLessThanOrEqualTo(47.5);
        }
    }

    /** The connection comes back within a second or two, and so before the page would call itself old. */
    @Test
    void showsWhatWasSignalledWhileNobodyHeard() {
        try (Reader riley = signIn("riley")) {
            riley.go("/?q=missed-rule&show=all");
            riley.sees(".live-line", "Live");
            JdbcClient.create(database.administrators())
                    .sql("""
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE application_name = 'approval-signals' AND datname = current_database()
                            """)
                    .query((_, _) -> true)
                    .list();
            ApprovalId missed = ask(proposed().judged(Risk.LOW, 2, "missed-rule", "Nobody heard of it."));
            riley.sees("#r-" + missed);
        }
    }

    @Test
    void keepsTheFocusedRowWhenSomebodyElseDecidesIt() {
        ApprovalId approval = ask(proposed().judged(Risk.LOW, 2, "taken-rule", "Somebody is faster."));
        try (Reader riley = signIn("riley");
                Reader robin = signIn("robin")) {
            riley.go("/?q=taken-rule");
            riley.sees(".live-line", "Live");
            riley.page().locator("#a-" + approval).focus();
            robin.open(approval);
            robin.deny();
            riley.sees("#r-" + approval + ".gone", "Waits no more");
            assertThat(riley.page().locator("#a-" + approval)).isFocused();
        }
    }

    @Test
    void goesFromTheListToTheVoteByKeyboardAlone() {
        ApprovalId approval = ask(proposed().judged(Risk.LOW, 2, "keyboard-rule", "By keys."));
        try (Reader riley = signIn("riley")) {
            riley.go("/");
            riley.press("/");
            riley.page().keyboard().type("keyboard-rule");
            riley.press("Enter");
            riley.page().waitForURL(Pattern.compile(".*q=keyboard-rule.*"));
            riley.sees("#r-" + approval);
            riley.press("j");
            assertThat(riley.page().locator("#a-" + approval)).isFocused();
            riley.press("x");
            riley.sees("[data-batchbar]", "1 selected");
            riley.press("Escape");
            assertThat(riley.page().locator("[data-batchbar]")).isHidden();
            riley.press("j");
            riley.press("a");
            riley.page().waitForURL("**/approvals/" + approval + "*");
            riley.sees(".live-dot, .code");
            riley.read();
            riley.sees("form#vote [data-approve]:not([aria-disabled])");
            riley.press("a");
            assertThat(riley.find("form#vote [data-approve]")).isFocused();
            riley.press("Enter");
            riley.recorded();
            riley.sees(".note.good", "Your approval was recorded at ");
            riley.press("u");
            riley.page().waitForURL("**/");
            riley.press("?");
            riley.sees("[data-keymap]", "next and previous");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.GRANTED);
    }

    @Test
    void keepsFiltersSearchAndOrderInTheAddress() {
        ask(proposed().judged(Risk.HIGH, 1, "filter-rule", "High.").enforced(EnforcementTier.C));
        ask(proposed().judged(Risk.LOW, 3, "filter-rule", "Low."));
        try (Reader riley = signIn("riley")) {
            riley.go("/?q=filter-rule&show=all");
            assertThat(riley.page().locator("[data-row]")).hasCount(2);
            riley.page().locator("summary", text("Risk")).first().click();
            riley.page().locator(".menu-list a", text("High")).click();
            assertThat(riley.page().locator("[data-row]")).hasCount(1);
            assertThat(riley.page().url()).contains("risk=high").contains("q=filter-rule");
            riley.go("/?q=filter-rule&show=all&sort=newest&tier=C&risk=nonsense");
            assertThat(riley.page().locator("[data-row]")).hasCount(1);
            riley.go("/?q=no-such-thing-anywhere");
            riley.sees(".void", "Nothing matches");
        }
    }

    @Test
    void votesOnSeveralAtOnceEachByItself() {
        ApprovalId one = ask(proposed().command("echo one").judged(Risk.LOW, 2, "batch-rule", "One."));
        ApprovalId two = ask(proposed().command("echo two").judged(Risk.LOW, 2, "batch-rule", "Two."));
        ApprovalId three = ask(proposed().command("echo three").judged(Risk.LOW, 2, "batch-rule", "Three."));
        try (Reader riley = signIn("riley")) {
            riley.go("/?q=batch-rule");
            riley.page().locator("[data-row] input[type=checkbox]").all().forEach(Locator::check);
            riley.page().locator("[data-batchbar] button[type=submit]").click();
            riley.sees("h1", "Review 3 together");
            riley.read();
            riley.shoot("batch");
            riley.read();
            riley.page()
                    .locator("input[name=choice-" + one + "][value=approve]:enabled")
                    .check(force());
            riley.page().locator("input[name=choice-" + two + "][value=deny]").check(force());
            riley.page().locator("form[data-ballots] button[type=submit]").click();
            assertThat(riley.page().locator(".vote-side .note.good")).hasCount(2);
            riley.shoot("batch-voted");
        }
        assertThat(view(one).state()).isEqualTo(ApprovalState.GRANTED);
        assertThat(view(two).state()).isEqualTo(ApprovalState.DENIED);
        assertThat(view(three).votes()).isEmpty();
    }

    private static Locator.CheckOptions force() {
        return new Locator.CheckOptions().setForce(true);
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
