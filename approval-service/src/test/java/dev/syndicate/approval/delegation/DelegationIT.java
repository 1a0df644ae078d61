package dev.syndicate.approval.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.testing.security.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A reviewer is away, and somebody else votes on their behalf. */
class DelegationIT extends ApprovalServiceIT {

    private static final String PATH = "/v1/delegations";
    private static final ThresholdSet SECURITY = new ThresholdSet("Security", 1, 1, "security", null);

    @Test
    void countsADelegatesVoteForTheDelegatorAndSaysSo() {
        String delegation = delegate(away(), "riley", Duration.ofDays(2)).text("id");
        ApprovalId approval = ask(proposed().needing(SECURITY));
        assertThat(vote(PEOPLE.riley(), approval, "approve").problem()).isEqualTo("not-a-reviewer-of-this");
        Answer answer = voteBy(delegation, PEOPLE.riley(), approval);
        assertThat(answer.text("state")).as(answer.body().toString()).isEqualTo("granted");
        JsonNode cast = get(PEOPLE.riley(), "/v1/approvals/" + approval)
                .body()
                .path("votes")
                .path(0);
        assertThat(cast.path("reviewer").path("subject").asString()).isEqualTo("riley");
        assertThat(cast.path("onBehalfOf").path("subject").asString()).isEqualTo("wanda");
        assertThat(cast.path("delegation").asString()).isEqualTo(delegation);
    }

    @Test
    void takesNoDelegationOfOthersOrAfterItsRevocation() {
        String delegation = delegate(away(), "riley", Duration.ofDays(2)).text("id");
        ApprovalId approval = ask(proposed().needing(SECURITY));
        assertThat(voteBy(delegation, PEOPLE.robin(), approval).problem()).isEqualTo("delegation-not-in-force");
        assertThat(post(PEOPLE.robin(), PATH + "/" + delegation + "/revoke", "").status())
                .isEqualTo(404);
        assertThat(post(away(), PATH + "/" + delegation + "/revoke", "").text("revokedAt"))
                .isNotEmpty();
        assertThat(voteBy(delegation, PEOPLE.riley(), approval).problem()).isEqualTo("delegation-not-in-force");
        assertThat(voteBy(UUID.randomUUID().toString(), PEOPLE.riley(), approval)
                        .problem())
                .isEqualTo("delegation-not-in-force");
    }

    @Test
    void neverCountsForTheRequester() {
        String delegation = delegate(away(), "dana", Duration.ofDays(2)).text("id");
        TestToken dana =
                PEOPLE.token("dana").name("Dana").groups("syndicate-reviewers").workspaces("acme/checkout");
        ApprovalId approval = ask(proposed().needing(SECURITY));
        assertThat(voteBy(delegation, dana, approval).problem()).isEqualTo("requester-cannot-approve");
    }

    @Test
    void listsWhatOneGaveAndWasGiven() {
        String delegation = delegate(away(), "robin", Duration.ofDays(2)).text("id");
        Eventually.isTrue(() -> listed(PEOPLE.robin(), delegation));
        assertThat(listed(away(), delegation)).isTrue();
        assertThat(listed(PEOPLE.dana(), delegation)).isFalse();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(delegate(PEOPLE.dana(), "riley", Duration.ofDays(1)).problem())
                .isEqualTo("forbidden");
        assertThat(delegate(away(), "wanda", Duration.ofDays(1)).problem()).isEqualTo("invalid-request");
        assertThat(delegate(away(), "riley", Duration.ofDays(15)).problem()).isEqualTo("invalid-request");
        assertThat(delegate(away(), "riley", Duration.ofDays(-1)).problem()).isEqualTo("invalid-request");
        assertThat(post(away(), PATH, "{\"delegate\":\"riley\",\"until\":\"tomorrow\"}")
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(post(away(), PATH, "{\"delegate\":\"riley\",\"until\":\"2030-01-01T00:00:00Z\",\"for\":1}")
                        .problem())
                .isEqualTo("invalid-request");
    }

    @Test
    void refusesADelegateWhomNoListCouldHold() {
        String delegation = "{\"delegate\":\"ri\\u0000ley\",\"until\":\"%s\"}"
                .formatted(clock.instant().plus(Duration.ofDays(1)));
        assertThat(post(away(), PATH, delegation).problem()).isEqualTo("invalid-request");
        String later = delegate(away(), "robin", Duration.ofDays(2)).text("id");
        Eventually.isTrue(() -> listed(PEOPLE.robin(), later));
    }

    @Test
    void answersTheSameKeyAlike() {
        String key = UUID.randomUUID().toString();
        String body = body("riley", Duration.ofDays(1));
        Answer first = post(away(), PATH, body, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(post(away(), PATH, body, "Idempotency-Key", key)).isEqualTo(first);
    }

    private TestToken away() {
        return PEOPLE.token("wanda")
                .name("Wanda Away")
                .groups("syndicate-reviewers", "security")
                .workspaces("acme/checkout");
    }

    private Answer delegate(TestToken delegator, String delegate, Duration time) {
        return post(delegator, PATH, body(delegate, time));
    }

    private static String body(String delegate, Duration time) {
        return """
                {"delegate":"%s","until":"%s","reason":"On holiday"}""".formatted(delegate, Instant.now().plus(time));
    }

    private Answer voteBy(String delegation, TestToken voter, ApprovalId approval) {
        open(voter, approval);
        String slip = slip(approval, "approve").replaceFirst("\\{", "{\"delegation\":\"" + delegation + "\",");
        return post(voter, "/v1/approvals/" + approval + "/votes", slip);
    }

    private boolean listed(TestToken person, String delegation) {
        return get(person, PATH).body().toString().contains(delegation);
    }
}
