package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.RenderedView;
import dev.syndicate.contracts.view.SecretKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where policy lets secrets be masked, no answer to a reviewer holds one, and votes are for the view with the masks. */
class MaskedIT extends ApprovalServiceIT {

    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    private static final Masks GITHUB = Masks.of(List.of(SecretKind.GITHUB_TOKEN));

    @Test
    void answersReviewersWithMasksOnly() {
        ProposedAction action =
                proposed().command("GH_TOKEN=" + TOKEN + " gh pr list").masking(SecretKind.GITHUB_TOKEN);
        ApprovalId approval = ask(action);
        RenderedView view = RenderedView.of(action.canonical(), GITHUB);

        Answer detail = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        assertThat(detail.status()).isEqualTo(200);
        assertThat(detail.body().path("view").path("schema").asString()).isEqualTo("view/v2");
        assertThat(detail.text("viewDigest")).isEqualTo(view.viewDigest().toString());
        assertThat(detail.text("intentDigest"))
                .isEqualTo(action.canonical().intentDigest().toString());
        assertThat(detail.text("headline")).isEqualTo("GH_TOKEN=[github-token masked, 40 characters] gh pr list");
        assertThat(detail.body().path("maskedStretches").asInt()).isEqualTo(1);
        assertThat(detail.body().path("canonicalAction").isObject()).isFalse();
        for (Answer answer : List.of(
                detail,
                open(PEOPLE.riley(), approval),
                get(PEOPLE.riley(), "/v1/approvals?state=open"),
                get(PEOPLE.dana(), "/v1/approvals/" + approval))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void masksTargetsToo() {
        ApprovalId approval =
                ask(proposed().fetch("https://dana:hunter2@api.example/x").masking(SecretKind.URL_PASSWORD));

        Answer detail = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        assertThat(detail.body().path("summary").path("targets").path(0).asString())
                .isEqualTo("https://dana:[url-password masked, 7 characters]@api.example/x");
        assertThat(detail.body().toString()).doesNotContain("hunter2");
    }

    @Test
    void takesVotesForTheMaskedViewOnly() {
        ProposedAction action = proposed().command("echo " + TOKEN).masking(SecretKind.GITHUB_TOKEN);
        ApprovalId approval = ask(action);
        open(PEOPLE.riley(), approval);

        assertThat(voting(approval, action, RenderedView.of(action.canonical())).problem())
                .isEqualTo("view-mismatch");
        assertThat(state(approval)).isEqualTo("open");
        assertThat(voting(approval, action, RenderedView.of(action.canonical(), GITHUB))
                        .text("state"))
                .isEqualTo("granted");
    }

    @Test
    void takesVotesForTheWholeViewWherePolicyMasksNothing() {
        ProposedAction action = proposed().command("echo " + TOKEN);
        ApprovalId approval = ask(action);
        open(PEOPLE.riley(), approval);

        assertThat(voting(approval, action, RenderedView.of(action.canonical(), GITHUB))
                        .problem())
                .isEqualTo("view-mismatch");
        Answer detail = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        assertThat(detail.body().path("view").path("schema").asString()).isEqualTo("view/v1");
        assertThat(detail.body()
                        .path("canonicalAction")
                        .path("parameters")
                        .path("command")
                        .asString())
                .isEqualTo("echo " + TOKEN);
        assertThat(voting(approval, action, RenderedView.of(action.canonical())).text("state"))
                .isEqualTo("granted");
    }

    @Test
    void amendsNothingThatIsMasked() {
        ProposedAction action = proposed().command("echo " + TOKEN).masking(SecretKind.GITHUB_TOKEN);
        ApprovalId approval = ask(action);

        Answer refused = post(PEOPLE.riley(), "/v1/approvals/" + approval + "/amendments", """
                {"amendedBy":"%s","intentDigest":"%s","viewDigest":"%s","parameters":{"command":"echo"}}\
                """.formatted(
                        UUID.randomUUID(),
                        action.canonical().intentDigest(),
                        RenderedView.of(action.canonical(), GITHUB).viewDigest()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("masked-not-amendable");
        assertThat(refused.text("detail")).startsWith("Policy masks 1 stretch of what is asked");
        assertThat(state(approval)).isEqualTo("open");
    }

    private Answer voting(ApprovalId approval, ProposedAction action, RenderedView shown) {
        return post(PEOPLE.riley(), "/v1/approvals/" + approval + "/votes", """
                {"choice":"approve","intentDigest":"%s","viewDigest":"%s"}\
                """.formatted(
                        action.canonical().intentDigest(), shown.viewDigest()));
    }
}
