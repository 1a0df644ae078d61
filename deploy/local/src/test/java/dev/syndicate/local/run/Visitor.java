package dev.syndicate.local.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.syndicate.testing.browser.Chromium;
import dev.syndicate.testing.browser.Pictures;
import java.net.URI;

/** Somebody in the console of a running installation, signed in at its identity provider. */
record Visitor(BrowserContext context, Page page, URI console) implements AutoCloseable {

    private static final double PATIENCE = 120_000;

    static Visitor signIn(Chromium chromium, URI console, String name) {
        Visitor visitor = arrive(chromium, console);
        visitor.page
                .locator("form:has(input[name=username][value=" + name + "]) button")
                .click();
        visitor.page.waitForURL(console + "/**");
        return visitor;
    }

    /** Before the identity provider, which asks who it is. */
    static Visitor arrive(Chromium chromium, URI console) {
        BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.navigate(console + "/");
        page.waitForURL("**/login**");
        return new Visitor(context, page, console);
    }

    /** Another page of the same sign-in. */
    Visitor another() {
        return new Visitor(context, context.newPage(), console);
    }

    int go(String path) {
        return page.navigate(console + path).status();
    }

    Locator find(String selector) {
        return page.locator(selector).first();
    }

    void sees(String selector, String text) {
        assertThat(find(selector)).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    void shoot(String name) {
        Pictures.take(page, name, false);
    }

    byte[] fetch(String path) {
        return context.request().get(console + path).body();
    }

    @Override
    public void close() {
        context.close();
    }
}
