package dev.syndicate.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.view.RenderedView;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestToken;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InboxIT extends ApprovalServiceIT {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private MeterRegistry meters;

    @Test
    void showsTheExactBytesTheViewAndTheirDigests() {
        ProposedAction proposed = proposed().command("echo 'a' != \"b\"\n# \u202Ehidden");
        CanonicalAction action = proposed.canonical();
        Answer answer = get(PEOPLE.riley(), "/v1/approvals/" + ask(proposed));
        JsonNode body = answer.body();
        assertThat(answer.text("intentDigest")).isEqualTo(action.intentDigest().toString());
        assertThat(answer.text("actionDigest")).isEqualTo(action.actionDigest().toString());
        assertThat(answer.text("viewDigest"))
                .isEqualTo(RenderedView.of(action).viewDigest().toString());
        assertThat(body.path("canonicalAction")).isEqualTo(JSON.readTree(action.bytes()));
        assertThat(body.path("view"))
                .isEqualTo(JSON.readTree(RenderedView.of(action).bytes()));
        assertThat(body.path("flaggedCharacters").asInt()).isEqualTo(1);
        assertThat(body.path("decision").path("rule").asString()).isEqualTo("push-needs-review");
        assertThat(body.path("thresholds").path(0).path("approvals").asInt()).isZero();
        assertThat(body.path("tooLargeToReview").asBoolean()).isFalse();
    }

    @Test
    void holdsTheVotesAndTheRefusedOnes() {
        ApprovalId approval = ask(proposed().needing(new ThresholdSet("Two", 2, 1, "syndicate-reviewers", null)));
        vote(PEOPLE.dana(), approval, "approve");
        vote(PEOPLE.riley(), approval, "approve");
        JsonNode body = get(PEOPLE.robin(), "/v1/approvals/" + approval).body();
        assertThat(body.path("votes").path(0).path("reviewer").path("subject").asString())
                .isEqualTo("riley");
        assertThat(body.path("refusedVotes").path(0).path("reason").asString()).isEqualTo("requester-cannot-approve");
        assertThat(body.path("thresholds").path(0).path("approvals").asInt()).isEqualTo(1);
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        TestToken reviewer = member("paged/place");
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.addFirst(askIn("paged/place").toString());
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = get(
                    reviewer,
                    "/v1/approvals?workspace=paged/place&limit=2" + (next.isEmpty() ? "" : "&before=" + next));
            seen.addAll(ids(page));
            next = page.text("next");
        } while (!next.isEmpty());
        assertThat(seen).containsExactlyElementsOf(asked);
    }

    @Test
    void filtersByStateAndWorkspace() {
        ApprovalId denied = ask(proposed().judged(Risk.CRITICAL, 0, "rule", "reason"));
        ApprovalId open = ask(proposed());
        vote(PEOPLE.riley(), denied, "deny");
        assertThat(ids(get(PEOPLE.riley(), "/v1/approvals?state=denied&limit=200")))
                .contains(denied.toString())
                .doesNotContain(open.toString());
        assertThat(ids(get(PEOPLE.riley(), "/v1/approvals?state=open&workspace=acme/checkout&limit=200")))
                .contains(open.toString())
                .doesNotContain(denied.toString());
        assertThat(get(PEOPLE.riley(), "/v1/approvals?workspace=other/place").status())
                .isEqualTo(403);
        assertThat(get(PEOPLE.riley(), "/v1/approvals?state=maybe").problem()).isEqualTo("invalid-request");
        assertThat(get(PEOPLE.riley(), "/v1/approvals/1").status()).isEqualTo(400);
    }

    @Test
    void showsDevelopersTheirOwnOnly() {
        ApprovalId danas = ask(proposed());
        ApprovalId others = ask(proposed().by("devon", "Devon Developer"));
        assertThat(ids(get(PEOPLE.dana(), "/v1/approvals?limit=200")))
                .contains(danas.toString())
                .doesNotContain(others.toString());
        assertThat(get(PEOPLE.dana(), "/v1/approvals/" + others).status()).isEqualTo(404);
    }

    @Test
    void refusesTokensOfOthers() {
        assertThat(get(TestIssuer.another().riley(), "/v1/approvals").status()).isEqualTo(401);
        assertThat(get(PEOPLE.riley().expired(), "/v1/approvals").problem()).isEqualTo("invalid-token");
        assertThat(get(PEOPLE.riley().audience("other"), "/v1/approvals").status())
                .isEqualTo(401);
        assertThat(get(PEOPLE.token("nobody").name("No role"), "/v1/approvals").status())
                .isEqualTo(403);
    }

    @Test
    void countsVotesAndWhatIsOpen() {
        ApprovalId approval = ask(proposed());
        vote(PEOPLE.riley(), approval, "approve");
        assertThat(meters.get("syndicate.approval.votes")
                        .tags("choice", "approve", "result", "recorded")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("syndicate.approval.open").gauge().value()).isNotNegative();
    }

    private TestToken member(String workspace) {
        return PEOPLE.token("page-reader")
                .name("Page Reader")
                .groups("syndicate-reviewers")
                .workspaces(workspace);
    }

    private ApprovalId askIn(String workspace) {
        return ask(proposed().in(workspace));
    }

    private static List<String> ids(Answer page) {
        return StreamSupport.stream(page.body().path("approvals").spliterator(), false)
                .map(approval -> approval.path("id").asString())
                .toList();
    }
}
