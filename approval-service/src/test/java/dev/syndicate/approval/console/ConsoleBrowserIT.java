package dev.syndicate.approval.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.syndicate.approval.ApprovalServiceApplication;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.inbox.ApprovalViews;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.testing.browser.Chromium;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.postgres.UsesPostgres;
import java.io.IOException;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console in a real browser, with people who sign in at the real development identity provider. */
@SpringBootTest(
        classes = ApprovalServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "syndicate.deadlines.poll=100ms",
            "syndicate.approval.integrity-timeout=10s",
            // Within what a page waits for the answer to a vote.
            "syndicate.approval.view-wait=10s",
            "syndicate.console.sign-in-timeout=20s",
            "syndicate.console.renewal-timeout=20s"
        })
@UsesPostgres(role = "approval_service")
abstract class ConsoleBrowserIT {

    @Autowired
    CommandGateway commands;

    @Autowired
    TestDatabase database;

    @Autowired
    ApprovalViews views;

    @Autowired
    Identifiers identifiers;

    @Autowired
    Clock clock;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
        ConsoleStage.register(registry);
        TestDatabase.ROOM.forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void integrityIsClear() {
        ConsoleStage.AUDIT.isClear();
    }

    ProposedAction proposed() {
        return new ProposedAction(identifiers, clock, ConsoleStage.issuer());
    }

    ApprovalId ask(ProposedAction action) {
        action.storeIn(TestContents.of(database, ConsoleStage.KEYS));
        action.storeFileIn(TestContents.preImages(database, ConsoleStage.KEYS));
        ApprovalId approval = new ApprovalId(identifiers.next());
        commands.sendAndWait(action.request(approval));
        Eventually.isTrue(() -> views.find(approval).isPresent());
        return approval;
    }

    ApprovalView view(ApprovalId approval) {
        return views.find(approval).orElseThrow();
    }

    String digest(ApprovalId approval) {
        return view(approval).request().intentDigest().hex().substring(0, 8);
    }

    Reader signIn(String name) {
        return signIn(name, new Browser.NewContextOptions());
    }

    Reader signIn(String name, Browser.NewContextOptions options) {
        BrowserContext context = ConsoleStage.chromium().browser().newContext(options.setViewportSize(1440, 900));
        context.setDefaultTimeout(Chromium.PATIENCE);
        Page page = context.newPage();
        Reader reader = new Reader(context, page);
        reader.orSaysWhatItSaw(() -> {
            page.navigate(ConsoleStage.CONSOLE + "/");
            page.waitForURL("**/login**");
            page.locator("form:has(input[name=username][value=" + name + "]) button")
                    .click();
            page.waitForURL(ConsoleStage.CONSOLE + "/**");
        });
        return reader;
    }
}
