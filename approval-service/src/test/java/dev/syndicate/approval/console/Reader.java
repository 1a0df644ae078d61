package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.testing.browser.Pictures;

/** Somebody at the keyboard. */
record Reader(BrowserContext context, Page page) implements AutoCloseable {

    private static final int TIMES_ASKED = 6;
    private static final int SAID = 1_000;
    private static final String RECORDED = ".note.good";
    private static final String ASK_AGAIN = "[data-notes] button:text-is('Ask again')";

    void open(ApprovalId approval) {
        go("/approvals/" + approval);
    }

    void go(String path) {
        page.navigate(ConsoleStage.CONSOLE + path);
    }

    Locator button(String name) {
        return page.locator(".main").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    Locator find(String selector) {
        return page.locator(selector).first();
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Scrolls through the whole page, as who reads it does: what was drawn is seen, however long a frame takes. */
    void read() {
        page.evaluate("""
                async () => {
                  for (let y = 0; y <= document.documentElement.scrollHeight; y += innerHeight / 3) {
                    scrollTo(0, y);
                    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                  }
                  scrollTo(0, 0);
                }""");
    }

    /** Reads everything, waits until approving is possible, and approves. */
    void approve() {
        read();
        sees("form#vote [data-approve]:not([aria-disabled])");
        find("form#vote [data-approve]").click();
    }

    /** Denies, and knows that it is recorded. */
    void deny() {
        button("Deny").click();
        recorded();
    }

    /** Where the page does not know whether the vote arrived it is asked again, as it offers: it is the same vote. */
    void recorded() {
        sees(RECORDED + ", " + ASK_AGAIN);
        for (int i = 0; i < TIMES_ASKED && find(ASK_AGAIN).isVisible(); i++) {
            find(ASK_AGAIN).click();
            sees(RECORDED + ", " + ASK_AGAIN);
        }
        sees(RECORDED);
    }

    void sees(String selector) {
        orSaysWhatItSaw(() -> assertThat(find(selector)).isVisible());
    }

    void sees(String selector, String text) {
        sees(selector);
        orSaysWhatItSaw(() -> assertThat(find(selector)).containsText(text));
    }

    /** Pictures of the page on a desk and on a phone, light and dark; each must be free of violations. */
    void shoot(String name) {
        Pictures.take(page, name, name.startsWith("detail"));
    }

    /** A failure names the page that stood there instead. */
    void orSaysWhatItSaw(Runnable step) {
        try {
            step.run();
        } catch (AssertionError | PlaywrightException failure) {
            throw new AssertionError(failure.getMessage() + "\n" + standing(), failure);
        }
    }

    private String standing() {
        try {
            String text = page.locator("body").innerText(new Locator.InnerTextOptions().setTimeout(5_000));
            return page.url() + " says: " + text.substring(0, Math.min(text.length(), SAID));
        } catch (PlaywrightException gone) {
            return page.url() + " says nothing: " + gone.getMessage();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
