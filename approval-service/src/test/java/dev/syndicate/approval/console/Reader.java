package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.syndicate.contracts.id.ApprovalId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Somebody at the keyboard. */
record Reader(BrowserContext context, Page page) implements AutoCloseable {

    private static final double PATIENCE = 20_000;

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

    /** Scrolls through the whole page, as who reads it does. */
    void read() {
        page.evaluate("""
                async () => {
                  for (let y = 0; y <= document.documentElement.scrollHeight; y += innerHeight / 3) {
                    scrollTo(0, y);
                    await new Promise((done) => setTimeout(done, 70));
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

    void sees(String selector) {
        assertThat(find(selector)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    void sees(String selector, String text) {
        sees(selector);
        assertThat(find(selector)).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    /** Pictures of the page on a desk and on a phone, light and dark; each must be free of violations. */
    void shoot(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            shoot(name, scheme, "desk", 1440, 900);
            shoot(name, scheme, "phone", 390, 844);
            page.setViewportSize(1440, 900);
        }
    }

    private void shoot(String name, ColorScheme scheme, String device, int width, int height) {
        page.setViewportSize(width, height);
        String file = "%s-%s-%s.png".formatted(name, device, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", file))
                .setFullPage(name.startsWith("detail") && device.equals("desk")));
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(file).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", file)
                .isTrue();
    }

    @Override
    public void close() {
        context.close();
    }
}
