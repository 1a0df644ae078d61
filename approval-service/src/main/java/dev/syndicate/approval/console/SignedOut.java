package dev.syndicate.approval.console;

import java.util.Map;
import java.util.Set;

/** What the page says to somebody who is not signed in. */
enum SignedOut {
    LEFT("You are signed out", "Sign in to see what waits for you.", "Sign in"),
    FAILED(
            "You could not be signed in",
            "The identity provider did not name a person whom this console knows. Nothing was changed.",
            "Try again"),
    ENDED(
            "Your session has ended",
            "The last form was not read, so nothing was voted. Sign in and open the request again.",
            "Sign in"),
    UNAVAILABLE(
            "Signing in does not work now",
            "The identity provider does not answer. Requests keep waiting, and those that expire do not run.",
            "Try again");

    private final String title;
    private final String detail;
    private final String action;

    SignedOut(String title, String detail, String action) {
        this.title = title;
        this.detail = detail;
        this.action = action;
    }

    /** By the parameter that whoever sent the browser here has set. */
    static SignedOut because(Set<String> parameters) {
        return parameters.contains("failed")
                ? FAILED
                : parameters.contains("ended") ? ENDED : parameters.contains("unavailable") ? UNAVAILABLE : LEFT;
    }

    Map<String, String> attributes() {
        return Map.of("title", title, "detail", detail, "action", action);
    }
}
