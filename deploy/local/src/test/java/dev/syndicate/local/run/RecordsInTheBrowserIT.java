package dev.syndicate.local.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.testing.browser.Chromium;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records in a browser, page by page, and as evidence to take along. */
class RecordsInTheBrowserIT extends GovernedRuns {

    private static final int PAGE = 50;

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    private static Visitor ada() {
        return Visitor.signIn(chromium, STACK.endpoints().approval(), "ada");
    }

    @Test
    void pagesFollowEachOtherBothWaysWithoutAGap() {
        for (int i = 0; i < 3 * PAGE; i++) {
            CAST.atAudit("ada").get("/v1/records/0").orRefused();
        }
        Waiting.until(
                "that is on record",
                () -> CAST.atAudit("ada")
                                .get("/v1/chain")
                                .orRefused()
                                .json()
                                .path("size")
                                .asLong()
                        >= 3 * PAGE);
        try (Visitor ada = ada()) {
            ada.go("/audit");
            List<Long> first = numbers(ada);
            assertThat(ada.page().locator(".pager a[rel=prev]")).hasCount(0);
            List<Long> second = turn(ada, "next", first.getLast() - 1);
            assertThat(first).hasSize(PAGE).doesNotContainAnyElementsOf(second);
            assertThat(second.getFirst()).isEqualTo(first.getLast() - 1);
            List<Long> third = turn(ada, "next", second.getLast() - 1);
            ada.shoot("audit-older");
            // However many records came meanwhile: her own reading is on record too.
            assertThat(turn(ada, "prev", second.getFirst())).isEqualTo(second);
            assertThat(turn(ada, "prev", first.getFirst())).isEqualTo(first);
            assertThat(turn(ada, "next", second.getFirst())).isEqualTo(second);
            assertThat(third).doesNotContainAnyElementsOf(second);
            ada.go("/audit?order=asc");
            List<Long> oldest = numbers(ada);
            assertThat(oldest.getFirst()).isZero();
            turn(ada, "next", (long) PAGE);
            assertThat(turn(ada, "prev", 0L)).isEqualTo(oldest);
            assertThat(ada.page().locator(".pager a[rel=prev]")).hasCount(0);
        }
    }

    /** To the neighbouring page, which begins with this record. */
    private static List<Long> turn(Visitor visitor, String direction, long first) {
        Locator link = visitor.find(".pager a[rel=" + direction + "]");
        link.click();
        visitor.sees(".records tbody tr:first-child#record-" + first, "");
        return numbers(visitor);
    }

    private static List<Long> numbers(Visitor visitor) {
        return visitor.page().locator(".records .number").allTextContents().stream()
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .toList();
    }

    @Test
    void takesAnActionsEvidenceAlongUnderAKeyThatIsChecked() throws Exception {
        String action = executed();
        try (Visitor ada = ada()) {
            ada.go("/audit?outcome=executed&action=" + action);
            ada.find(".records a.number").click();
            ada.sees("#signature", "signed by the log's key");
            ada.sees(".answer h3:has-text('altered')", "leads to the checkpoint");
            ada.shoot("audit-record-signed");
            String address =
                    ada.find(".record a:has-text('Evidence of the action')").getAttribute("href");
            assertThat(ada.find(".page-head a:has-text('Evidence')")).hasAttribute("href", address);
            assertThat(names(ada.fetch(address))).contains("bundle.jsonl");
            assertThat(names(ada.fetch(ada.find(".record a:has-text('Evidence of the session')")
                            .getAttribute("href"))))
                    .contains("bundle.jsonl");
            ada.go("/integrity");
            ada.sees(".checkpoint summary", "signed by the log's key");
        }
        Waiting.until(
                "that she took it is on record",
                () -> CAST.atAudit("olive")
                        .get("/v1/records?order=desc&limit=200&type=RecordsExported")
                        .orRefused()
                        .json()
                        .path("records")
                        .valueStream()
                        .map(GovernedRuns::body)
                        .anyMatch(body -> body.path("who").toString().contains("Ada Moreau")
                                && body.path("reading").toString().contains("evidence/v1 of action " + action)));
    }

    private static List<String> names(byte[] archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
