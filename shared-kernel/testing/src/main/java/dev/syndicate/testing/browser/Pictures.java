package dev.syndicate.testing.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of a page on a desk and on a phone, light and dark, in {@code target/screenshots}. Each must be free of
 * violations of axe's rules and must not scroll sideways.
 */
public final class Pictures {

    private Pictures() {}

    /**
     * Takes all four.
     *
     * @param whole whether the desk's picture shows more than the window does
     */
    public static void take(Page page, String name, boolean whole) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            String theme = scheme.name().toLowerCase(Locale.ROOT);
            page.setViewportSize(390, 844);
            take(page, "%s-phone-%s.png".formatted(name, theme), new Page.ScreenshotOptions());
            page.setViewportSize(1440, 900);
            take(page, "%s-desk-%s.png".formatted(name, theme), new Page.ScreenshotOptions().setFullPage(whole));
        }
    }

    private static void take(Page page, String file, Page.ScreenshotOptions options) {
        page.screenshot(options.setPath(Path.of("target", "screenshots", file)));
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        require(violations.isEmpty(), file + " is not accessible: " + violations);
        Object fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
        require(Boolean.TRUE.equals(fits), file + " scrolls sideways");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
