package dev.syndicate.local.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.syndicate.testing.browser.Chromium;
import java.net.URI;

/** A reviewer without a mouse: whatever they do in a page is a key. */
record KeyboardReviewer(Visitor visitor) implements AutoCloseable {

    private static final int LONGEST_WAY = 200;
    private static final int MOST_READINGS = 3;

    static KeyboardReviewer signIn(Chromium chromium, URI console, String name) {
        Visitor visitor = Visitor.arrive(chromium, console);
        KeyboardReviewer reviewer = new KeyboardReviewer(visitor);
        reviewer.go("Tab", "form:has(input[name=username][value=" + name + "]) button");
        reviewer.press("Enter");
        visitor.page().waitForURL(console + "/**");
        return reviewer;
    }

    void press(String key) {
        page().keyboard().press(key);
    }

    /** From the list to the request. */
    void open(String approval) {
        visitor.sees("body[data-live=yes] a.act[href$='" + approval + "']", "");
        go("j", "a[href$='" + approval + "']");
        press("Enter");
        page().waitForURL("**/approvals/" + approval);
    }

    /** What this page asks about. */
    String opened() {
        return page().url().replaceAll(".*/approvals/([0-9a-f-]{36}).*", "$1");
    }

    /** To the request that is next, wherever it is. */
    void next() {
        String before = opened();
        press("j");
        page().waitForURL(url -> !url.contains(before));
    }

    /** Looks at each flagged character, and reads down to the end. */
    void read() {
        visitor.sees("body[data-live=yes] .card", "");
        while (page().locator("[data-look]:not(:checked)").count() > 0) {
            go("Tab", "[data-look]:not(:checked)");
            press("Space");
        }
        for (int reading = 0; reading < MOST_READINGS && isOff(); reading++) {
            press("Home");
            while (!isAtTheEnd()) {
                press("PageDown");
            }
        }
    }

    /** On a busy machine a page may be drawn so seldom that parts of it pass by unseen; then it is read again. */
    private boolean isOff() {
        return page().locator("form#vote [data-approve][aria-disabled]").count() > 0;
    }

    void approve() {
        visitor.sees("form#vote [data-approve]:not([aria-disabled])", "Approve");
        press("a");
        assertThat(focused()).hasAttribute("value", "approve");
        press("Enter");
        visitor.sees(".note.good", "Your approval was recorded at ");
    }

    void deny(String reason) {
        press("d");
        go("Shift+Tab", "#comment");
        page().keyboard().type(reason);
        go("Tab", "[data-deny]");
        press("Enter");
        visitor.sees(".note.good", "Nothing ran.");
    }

    /** Waits until it has stopped to move. */
    private boolean isAtTheEnd() {
        return Boolean.TRUE.equals(page().evaluate("""
                async () => {
                  for (let last = -1; last !== scrollY;) {
                    last = scrollY;
                    await new Promise((done) => setTimeout(done, 120));
                  }
                  return scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
                }"""));
    }

    private void go(String key, String target) {
        for (int i = 0; i < LONGEST_WAY; i++) {
            press(key);
            if (Boolean.TRUE.equals(page().evaluate("target => document.activeElement.matches(target)", target))) {
                return;
            }
        }
        throw new AssertionError("%s leads nowhere near %s in %s".formatted(key, target, page().url()));
    }

    private Locator focused() {
        return page().locator(":focus");
    }

    private Page page() {
        return visitor.page();
    }

    @Override
    public void close() {
        visitor.close();
    }
}
