package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import dev.syndicate.approval.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What auditors and operators see while audit-service is away; before the real one deploy/local's tests are. */
class ExplorerIT extends ConsoleBrowserIT {

    @Test
    void saysWhatIsAwayAndTheRestGoesOn() {
        try (Reader olive = signIn("olive")) {
            ConsoleStage.AUDIT.doesNotAnswer();
            for (String path : new String[] {"/audit?text=terraform", "/audit/records/7", "/integrity"}) {
                assertThat(open(olive, path).status()).isEqualTo(503);
                olive.sees(".failure", "The record cannot be read now.");
                olive.sees(".failure", "The inbox and the history are unaffected");
                olive.sees(".failure code", "request ");
            }
            olive.shoot("integrity-away");
            open(olive, "/audit?text=terraform");
            assertThat(olive.find("input[name=text]")).hasValue("terraform");
            olive.shoot("audit-away");
            assertThat(open(olive, "/history").status()).isEqualTo(200);
            ConsoleStage.AUDIT.isClear();
        }
    }

    @Test
    void asksAsWhoeverIsSignedInWithATokenThatIsRenewed() {
        try (Reader olive = signIn("olive")) {
            open(olive, "/audit");
            String first = ConsoleStage.AUDIT.asker();
            assertThat(claims(first)).contains("\"sub\":\"olive\"", "\"aud\":\"syndicate\"", "syndicate-operators");
            Eventually.isTrue(() -> {
                open(olive, "/audit");
                return !ConsoleStage.AUDIT.asker().equals(first);
            });
            assertThat(claims(ConsoleStage.AUDIT.asker())).contains("\"sub\":\"olive\"");
            assertThat(olive.page().content()).doesNotContain(first);
        }
    }

    @Test
    void followsAVerificationWithoutBeingAsked() {
        String id = identifiers.next().toString();
        String path = "/v1/verifications/" + id;
        ConsoleStage.AUDIT.answers("/v1/confirmations", "{\"pending\":[]}");
        ConsoleStage.AUDIT.answers("/v1/chain", """
                {"size":100,"epoch":1,"behind":2,"recordedAt":"%s","scrubPeriod":86400,"writer":false}
                """.formatted(clock.instant()));
        ConsoleStage.AUDIT.answers(path, running(id, 40));
        ConsoleStage.AUDIT.answers("/v1/verifications", "{\"verifications\":[" + running(id, 20) + "]}");
        try (Reader ada = signIn("ada")) {
            open(ada, "/integrity");
            ada.sees("#run", "40 of 100 checked, about 3 s left");
            assertThat(ada.find("#run progress")).hasAttribute("value", "40");
            ada.sees(".tiles", "2 behind");
            ada.shoot("integrity-verifying");
            ConsoleStage.AUDIT.answers(path, """
                    {"id":"%s","state":"completed","startedAt":"%s","extent":"everything","intact":false,
                     "code":"body-hash","brokenSequence":7,"progress":{"phase":"done","done":100,"total":100}}
                    """.formatted(id, clock.instant()));
            ada.sees("#run", "Broken: body-hash");
            assertThat(ada.find("#run a[href='/audit/records/7']")).isVisible();
        } finally {
            ConsoleStage.AUDIT.forget();
        }
    }

    private String running(String id, int done) {
        return """
                {"id":"%s","state":"running","requestedBy":"ada","startedAt":"%s","extent":"everything",
                 "progress":{"phase":"records","done":%d,"total":100,"secondsLeft":3}}
                """.formatted(id, clock.instant(), done);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    @Test
    void isShownToAuditorsAndOperatorsAlone() {
        try (Reader riley = signIn("riley");
                Reader ada = signIn("ada")) {
            assertThat(riley.page().locator("a[href='/audit']")).hasCount(0);
            assertThat(open(riley, "/audit").status()).isEqualTo(403);
            riley.sees("main", "for auditors and operators");
            riley.shoot("audit-forbidden");
            assertThat(ada.page().locator("a[href='/audit']")).hasCount(2);
        }
    }

    private static Response open(Reader reader, String path) {
        return reader.page().navigate(ConsoleStage.CONSOLE + path);
    }
}
