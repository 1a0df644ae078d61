package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.identity.PasswordSignIn;
import dev.syndicate.local.LocalFailureException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The console of a reviewer who is signed in and has some pages of it open, each told of changes on a stream of its own. */
final class OpenConsole implements AutoCloseable {

    private final URI inbox;
    private final HttpClient browser;
    private final List<ChangeStream> pages = new ArrayList<>();

    private OpenConsole(URI inbox, HttpClient browser) {
        this.inbox = inbox;
        this.browser = browser;
    }

    static OpenConsole of(Endpoints endpoints, String person, int pages) {
        URI inbox = endpoints.approval().resolve("/");
        HttpClient browser = new PasswordSignIn(endpoints.issuer()).browser(inbox, person, person);
        OpenConsole console = new OpenConsole(inbox, browser);
        for (int i = 0; i < pages; i++) {
            console.pages.add(ChangeStream.open(browser, inbox.resolve("/live")));
        }
        return console;
    }

    /** Reads the inbox, whole. */
    void read() {
        try {
            HttpResponse<String> page = browser.send(
                    HttpRequest.newBuilder(inbox).header("Accept", "text/html").build(),
                    HttpResponse.BodyHandlers.ofString());
            if (page.statusCode() != 200) {
                throw new LocalFailureException("the inbox answered " + page.statusCode());
            }
        } catch (IOException failure) {
            throw new LocalFailureException("the inbox cannot be read", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted", stopped);
        }
    }

    List<ChangeStream> pages() {
        return pages;
    }

    @Override
    public void close() {
        browser.shutdownNow();
    }
}
