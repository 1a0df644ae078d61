package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Risk;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists that are longer than a page. */
class ConsolePagingIT extends ConsoleBrowserIT {

    @Test
    void pagesOfTheHistoryFollowEachOtherBothWays() {
        List<ApprovalId> asked = Stream.generate(() -> ask(proposed()
                        .judged(Risk.LOW, 2, "paged-rule", "There are many.")
                        .expiringAfter(Duration.ofSeconds(2))))
                .limit(52)
                .toList();
        Eventually.isTrue(() -> asked.stream().allMatch(one -> view(one).state() == ApprovalState.EXPIRED));
        try (Reader riley = signIn("riley")) {
            riley.go("/history?q=paged-rule");
            Locator rows = riley.page().locator("tbody [data-row] a.act");
            assertThat(rows).hasCount(50);
            Object first = addresses(rows);
            assertThat(riley.page().locator(".more a[rel=prev]")).hasCount(0);
            riley.find(".more a[rel=next]").click();
            assertThat(rows).hasCount(2);
            assertThat(riley.page().locator(".more a[rel=next]")).hasCount(0);
            riley.shoot("history-earlier");
            riley.find(".more a[rel=prev]").click();
            assertThat(rows).hasCount(50);
            assertThat(addresses(rows)).isEqualTo(first);
            assertThat(riley.page().locator(".more a[rel=prev]")).hasCount(0);
            assertThat(riley.page().locator(".more a[rel=next]")).hasCount(1);
        }
    }

    private static Object addresses(Locator links) {
        return links.evaluateAll("all => all.map(one => one.href)");
    }

    @Test
    void readsPageAfterPageWithoutRepeatingARow() {
        for (int i = 0; i < 120; i++) {
            ask(proposed().command("echo " + i).judged(Risk.LOW, 2, "paging-rule", "Many."));
        }
        try (Reader riley = signIn("riley")) {
            riley.go("/?q=paging-rule&show=all");
            assertThat(riley.page().locator("[data-row]")).hasCount(50);
            opensTheNextPageWhereItCannotBeReadIntoThisOne(riley);
            riley.go("/?q=paging-rule&show=all");
            staysWithTheListThatIsChosenMeanwhile(riley);
            riley.go("/?q=paging-rule&show=all");
            riley.page().locator("[data-more]").click();
            assertThat(riley.page().locator("[data-row]")).hasCount(100);
            riley.page().locator("[data-more]").click();
            assertThat(riley.page().locator("[data-row]")).hasCount(120);
            assertThat(riley.page().locator("[data-more]")).hasCount(0);
            assertThat(
                            (Number)
                                    riley.page()
                                            .evaluate(
                                                    "() => new Set([...document.querySelectorAll('[data-row]')].map((r) => r.id)).size"))
                    .isEqualTo(120);
        }
    }

    private static void opensTheNextPageWhereItCannotBeReadIntoThisOne(Reader riley) {
        String next = riley.find("[data-more]").getAttribute("href");
        Predicate<String> thatPage = url -> url.endsWith(next);
        riley.page().route(thatPage, route -> {
            if (route.request().isNavigationRequest()) {
                route.resume();
            } else {
                route.abort();
            }
        });
        riley.find("[data-more]").click();
        riley.page().waitForURL(thatPage);
        riley.sees("[data-row]");
        riley.page().unroute(thatPage);
    }

    private static void staysWithTheListThatIsChosenMeanwhile(Reader riley) {
        riley.page().evaluate("""
                () => {
                  document.getElementById('main').dataset.left = 'yes';
                  const real = window.fetch;
                  window.fetch = async (what, options = {}) => {
                    const answer = await real(what, options);
                    if (options.headers?.['Syndicate-Unasked']) return answer;
                    const html = await answer.text();
                    await new Promise((go) => { window.held = go; });
                    answer.text = () => { setTimeout(() => { window.taken = true; }); return Promise.resolve(html); };
                    return answer;
                  };
                }""");
        riley.find("[data-more]").click();
        riley.page().waitForFunction("() => window.held");
        riley.page().locator("summary", text("Risk")).first().click();
        riley.page().locator(".menu-list a", text("Low")).click();
        riley.sees("#main:not([data-left])");
        assertThat(riley.page().locator("[data-row]")).hasCount(50);
        riley.page().evaluate("() => window.held()");
        riley.page().waitForFunction("() => window.taken");
        assertThat(riley.page().locator("[data-row]")).hasCount(50);
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
