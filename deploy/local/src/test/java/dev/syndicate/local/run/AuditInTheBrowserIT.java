package dev.syndicate.local.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.testing.browser.Chromium;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Auditors and operators in a browser, before the real audit-service, which sees who they are. */
class AuditInTheBrowserIT extends GovernedRuns {

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    private static Visitor signIn(String name) {
        return Visitor.signIn(chromium, STACK.endpoints().approval(), name);
    }

    @Test
    void anAuditorFindsARecordAndSeesItsBytesProved() throws Exception {
        String action = executed();
        try (Visitor ada = signIn("ada")) {
            ada.find(".nav a[href='/audit']").click();
            ada.sees("h1", "Audit");
            ada.go("/audit?outcome=executed&action=" + action);
            ada.sees(".records .k-kind", "Executed");
            ada.sees(".records .k-match", "same");
            ada.sees(".address", "action=" + action);
            String number = ada.find(".records .number").textContent();
            ada.find(".records a.number").click();
            ada.sees("#record-title", number);
            ada.sees(".answer h3:has-text('Before it ran')", "yes");
            ada.sees(".answer h3:has-text('Did it match')", "same");
            ada.sees(".answer h3:has-text('altered')", "leads to the checkpoint");
            ada.shoot("audit-record");
            hasTheSealedBytes(ada, Long.parseLong(number.replaceAll("\\D", "")));
            ada.page().keyboard().press("Escape");
            assertThat(ada.page().locator("#record")).hasCount(0);
            assertThat(ada.find(".records a.number")).isFocused();
            assertThat(ada.page().url()).doesNotContain("record=");
            ada.go("/audit");
            ada.shoot("audit");
        }
        Waiting.until("her reading is on record under her name", () -> readBy("Ada Moreau", action));
    }

    private static void hasTheSealedBytes(Visitor visitor, long sequence) {
        JsonNode stated =
                CAST.atAudit("ada").get("/v1/records/" + sequence).orRefused().json();
        RecordHeader header = RecordHeader.parse(
                Base64.getDecoder().decode(stated.path("header").asText()));
        byte[] body = visitor.fetch("/audit/records/" + sequence + "/body");
        assertThat(RecordBody.hash(body)).isEqualTo(header.bodyHash());
        assertThat(visitor.fetch("/audit/records/" + sequence + "/header")).isEqualTo(header.bytes());
        assertThat(visitor.page().locator(".record").textContent())
                .contains(header.previous().toString(), header.leaf().toString());
    }

    private static boolean readBy(String name, String action) {
        return CAST.atAudit("olive")
                .get("/v1/records?order=desc&limit=200&type=RecordsRead")
                .orRefused()
                .json()
                .path("records")
                .valueStream()
                .map(GovernedRuns::body)
                .anyMatch(body -> body.path("who").toString().contains(name)
                        && body.path("reading").toString().contains(action));
    }

    @Test
    void whatCannotBeAskedIsSaidAndStaysInTheForm() {
        try (Visitor ada = signIn("ada")) {
            assertThat(ada.go("/audit?digest=nonsense")).isEqualTo(400);
            ada.sees(".failure", "'digest' has not the form");
            assertThat(ada.find("input[name=digest]")).hasValue("nonsense");
            ada.shoot("audit-refused");
            assertThat(ada.go("/audit?from=yesterday")).isEqualTo(400);
            ada.sees(".failure", "'from' is a time");
            assertThat(ada.go("/audit/records/999999999")).isEqualTo(404);
            assertThat(ada.go("/audit?text=<script>alert(1)</script>nothing-like-it"))
                    .isEqualTo(200);
            ada.sees(".void", "Nothing matches");
            ada.shoot("audit-empty");
        }
    }

    @Test
    void isForAuditorsAndOperators() {
        try (Visitor riley = signIn("riley")) {
            assertThat(riley.page().locator("a[href='/audit'], a[href='/integrity']"))
                    .hasCount(0);
            for (String path : List.of("/audit", "/audit/records/0", "/integrity")) {
                assertThat(riley.go(path)).isEqualTo(403);
                riley.sees("main", "for auditors and operators");
            }
        }
    }

    @Test
    void aVerificationIsFollowedUntilItsResult() {
        try (Visitor ada = signIn("ada")) {
            ada.go("/integrity");
            ada.sees(".tiles", "Completeness");
            ada.find("button:has-text('Verify everything')").click();
            ada.page().waitForURL("**/integrity");
            Waiting.until("it has a result", () -> {
                ada.go("/integrity");
                return ada.find("table:has-text('Asked for by') tbody tr")
                        .textContent()
                        .contains("Intact up to record");
            });
            ada.sees("table:has-text('Asked for by') tbody tr", "ada");
            ada.sees(".tiles", "verified up to");
            ada.shoot("integrity");
        }
    }

    @Test
    void anExportIsStartedCountedAndFetched() throws Exception {
        String action = executed();
        try (Visitor ada = signIn("ada")) {
            ada.go("/audit?action=" + action);
            ada.find("a:has-text('Export…')").click();
            ada.sees(".chips", action);
            ada.page().locator("input[value=csv]").check();
            ada.find("button:has-text('Start the export')").click();
            ada.sees(".exports .fresh", "csv");
            ada.sees(".exports .fresh .measure", "Fetch the manifest");
            byte[] file = ada.fetch(
                    ada.find(".exports .fresh a:has-text('Fetch the file')").getAttribute("href"));
            assertThat(new String(file, StandardCharsets.UTF_8)).contains(action);
            ada.sees(".exports .fresh .measure", Digest.of(file).toString());
            byte[] manifest = ada.fetch(ada.find(".exports .fresh .measure a").getAttribute("href"));
            assertThat(new String(manifest, StandardCharsets.UTF_8))
                    .contains(Digest.of(file).toString(), "\"signature\"", action);
            ada.shoot("exports");
        }
    }

    @Test
    void twoOperatorsReleaseAFindingAndOneAloneCannot() throws Exception {
        long altered = altered(executed());
        try (Visitor olive = signIn("olive");
                Visitor otto = signIn("otto");
                Visitor ada = signIn("ada")) {
            Waiting.until("it is found", () -> !finding(altered).isMissingNode());
            olive.go("/");
            olive.sees(".banner", "an integrity finding stands unreleased");
            olive.find(".banner a").click();
            olive.sees("#clearance", "Not clear");
            olive.shoot("integrity-latched");
            olive.find(".findings a.number").click();
            olive.sees("h1", "Release the integrity latch");
            Visitor twice = olive.another();
            twice.go(olive.page().url().substring(olive.console().toString().length()));

            sign(olive, altered + 1);
            olive.sees(".notes .note.warn", "not the number of the record");
            assertThat(olive.find("#reason")).hasValue("Compared with the copy.");
            olive.shoot("finding");
            sign(olive, altered);
            olive.sees(".notes .note.good", "counts as the first");
            olive.sees("#waits", "needs another operator");
            sign(twice, altered);
            twice.sees(".notes .note.warn", "Another person has to confirm");
            assertThat(clear()).isFalse();

            ada.go("/audit/records/" + altered);
            ada.sees(".record .note.bad", "not what was sealed");
            ada.shoot("record-altered");
            ada.go("/integrity/findings/" + finding(altered).path("digest").asText());
            ada.sees(".rail", "Operators sign");
            assertThat(ada.page().locator("form.sign")).hasCount(0);

            otto.go("/integrity/findings/" + finding(altered).path("digest").asText());
            otto.sees(".rail", "Olive Tanaka signed");
            otto.shoot("finding-second");
            sign(otto, altered);
            otto.sees(".notes .note.good", "Released.");
            otto.shoot("finding-released");
            assertThat(otto.page().locator(".banner")).hasCount(0);
        } finally {
            restore(altered);
        }
        assertThat(clear()).isTrue();
        assertThat(finding(altered).path("release").path("by").toString()).contains("olive", "otto");
    }

    private static void sign(Visitor operator, long number) {
        operator.page().getByLabel("What you checked yourself").fill("Compared with the copy.");
        operator.page().getByLabel("Type the broken record").fill("#" + number);
        operator.page().locator("input[name=known]").check();
        operator.page()
                .locator("form.sign")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions())
                .click();
    }

    /** As somebody with every right in PostgreSQL would: the name of who it was done for. */
    private static long altered(String action) {
        long sequence = STACK.stack()
                .administrator()
                .number(
                        "SELECT max(sequence) FROM audit.record WHERE event_type LIKE '%.OutcomeReported'"
                                + " AND action_id = ?",
                        action);
        rewrite(sequence, "Dana Okafor", "Dona Okafor");
        return sequence;
    }

    private static void restore(long sequence) {
        rewrite(sequence, "Dona Okafor", "Dana Okafor");
        JsonNode finding = finding(sequence);
        if (!clear() && !finding.isMissingNode()) {
            for (String operator : List.of("olive", "otto")) {
                Answer ignored = CAST.atAudit(operator)
                        .post(
                                "/v1/integrity/findings/"
                                        + finding.path("digest").asText() + "/release",
                                Map.of("reason", "The test has failed."));
                assertThat(ignored.status()).isPositive();
            }
        }
    }

    private static void rewrite(long sequence, String from, String to) {
        STACK.stack().administrator().execute("""
                DO $$ BEGIN
                  ALTER TABLE audit.record DISABLE TRIGGER refuse_change;
                  UPDATE audit.record SET body = convert_to(replace(convert_from(body, 'UTF8'), '%s', '%s'), 'UTF8')
                  WHERE sequence = %d;
                  ALTER TABLE audit.record ENABLE ALWAYS TRIGGER refuse_change;
                END $$
                """.formatted(from, to, sequence));
    }

    private static JsonNode finding(long sequence) {
        return integrity()
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("sequence").asLong(-1) == sequence)
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static boolean clear() {
        return integrity().path("clear").asBoolean();
    }

    private static JsonNode integrity() {
        return Waiting.found(
                "audit-service says how it stands",
                () -> Optional.of(
                        CAST.atAudit("olive").get("/v1/integrity").orRefused().json()));
    }
}
