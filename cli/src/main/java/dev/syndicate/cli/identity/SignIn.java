package dev.syndicate.cli.identity;

import java.io.PrintStream;
import java.net.URI;
import picocli.CommandLine.Option;

/** How a person signs in; at most one of these. */
public final class SignIn {

    @Option(names = "--browser", description = "sign in with the browser of this machine")
    private boolean browser;

    @Option(names = "--device", description = "sign in on any screen, by a code")
    private boolean device;

    @Option(names = "--as", paramLabel = "USER", description = "sign a local person in without a browser")
    private String user = "";

    /** Whether one of them was chosen. */
    public boolean isChosen() {
        return browser || device || !user.isEmpty();
    }

    /** An access token of whoever signs in; what they have to do is told on standard error. */
    public String accessToken(URI issuer) {
        PrintStream out = System.err;
        if (!user.isEmpty()) {
            return new PasswordSignIn(issuer).accessToken(user, user);
        }
        return browser || !device && hasScreen()
                ? new BrowserSignIn(issuer, out).accessToken()
                : new DeviceSignIn(issuer, out).accessToken();
    }

    private static boolean hasScreen() {
        return System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null
                || System.getProperty("os.name").startsWith("Mac");
    }
}
