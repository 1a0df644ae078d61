package dev.syndicate.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.testing.security.TestToken;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Comments on requests, and what is kept of who opened them. */
class DiscussionIT extends ApprovalServiceIT {

    @Test
    void takesCommentsOfReviewersAndOfWhoAsked() {
        ApprovalId approval = ask(proposed());
        assertThat(comment(PEOPLE.riley(), approval, "Why on a Friday?").status())
                .isEqualTo(200);
        assertThat(comment(PEOPLE.dana(), approval, "The release is due.").status())
                .isEqualTo(200);
        JsonNode comments =
                get(PEOPLE.riley(), "/v1/approvals/" + approval).body().path("comments");
        assertThat(comments.path(0).path("text").asString()).isEqualTo("Why on a Friday?");
        assertThat(comments.path(1).path("by").path("subject").asString()).isEqualTo("dana");
        assertThat(comment(PEOPLE.ada(), approval, "I audit.").problem()).isEqualTo("forbidden");
    }

    @Test
    void spellsOutWhatWouldHideInAComment() {
        ApprovalId approval = ask(proposed());
        Answer said = comment(PEOPLE.riley(), approval, "safe\\u202Eetucexe");
        assertThat(said.text("text")).isEqualTo("safe\u202Eetucexe");
        assertThat(said.text("shown")).isEqualTo("safe[U+202E]etucexe");
    }

    @Test
    void saysTheSameCommentOnceAndBoundsItsLength() {
        ApprovalId approval = ask(proposed());
        String body = "{\"commentId\":\"%s\",\"text\":\"Once\"}".formatted(identifiers.next());
        String path = "/v1/approvals/" + approval + "/comments";
        post(PEOPLE.riley(), path, body);
        post(PEOPLE.riley(), path, body);
        assertThat(get(PEOPLE.riley(), "/v1/approvals/" + approval)
                        .body()
                        .path("comments")
                        .size())
                .isEqualTo(1);
        assertThat(comment(PEOPLE.riley(), approval, "x".repeat(2001)).problem())
                .isEqualTo("invalid-request");
        assertThat(comment(PEOPLE.riley(), approval, " ").problem()).isEqualTo("invalid-request");
    }

    @Test
    void keepsTheFirstAndTheLastOpeningAndPutsTheFirstOnTheVote() {
        ApprovalId approval = ask(proposed());
        Answer first = open(PEOPLE.riley(), approval);
        Answer second = open(PEOPLE.riley(), approval);
        assertThat(second.text("firstOpenedAt")).isEqualTo(first.text("firstOpenedAt"));
        assertThat(second.text("lastOpenedAt")).isGreaterThanOrEqualTo(first.text("lastOpenedAt"));
        assertThat(vote(PEOPLE.riley(), approval, "approve").status()).isEqualTo(200);
        JsonNode cast = get(PEOPLE.riley(), "/v1/approvals/" + approval)
                .body()
                .path("votes")
                .path(0);
        assertThat(cast.path("openedAt").asString()).isEqualTo(first.text("firstOpenedAt"));
    }

    @Test
    void approvesNothingUnopenedButDeniesIt() {
        ApprovalId approval = ask(proposed());
        String path = "/v1/approvals/" + approval + "/votes";
        assertThat(post(PEOPLE.robin(), path, slip(approval, "approve")).problem())
                .isEqualTo("not-opened");
        Answer denied = post(PEOPLE.robin(), path, slip(approval, "deny"));
        assertThat(denied.text("state")).isEqualTo("denied");
        assertThat(open(PEOPLE.dana(), approval).problem()).isEqualTo("forbidden");
    }

    @Test
    void recordsWhatTheTokenSaysOfTheVoter() {
        ApprovalId approval = ask(proposed());
        vote(PEOPLE.riley().with("auth_time", 1_767_225_600L).with("acr", "phr"), approval, "approve");
        JsonNode signIn = get(PEOPLE.riley(), "/v1/approvals/" + approval)
                .body()
                .path("votes")
                .path(0)
                .path("signIn");
        assertThat(signIn.path("authenticatedAt").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(signIn.path("contextClass").asString()).isEqualTo("phr");
        assertThat(signIn.path("groups").toString()).contains("syndicate-reviewers");
    }

    private Answer comment(TestToken person, ApprovalId approval, String text) {
        return post(person, "/v1/approvals/" + approval + "/comments", "{\"text\":\"%s\"}".formatted(text));
    }
}
