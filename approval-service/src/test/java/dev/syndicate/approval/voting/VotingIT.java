package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.testing.security.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class VotingIT extends ApprovalServiceIT {

    private static final ThresholdSet TWO = new ThresholdSet("Two reviewers", 2, 1, "syndicate-reviewers", null);

    @Autowired
    private CommandGateway commands;

    @Autowired
    private EventStore events;

    @Test
    void approvesWithTheDigestsThatWereShown() {
        ApprovalId approval = ask(proposed());
        Answer answer = vote(PEOPLE.riley(), approval, "approve");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("granted");
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "VoteCast", "ApprovalGranted");
        assertThat(state(approval)).isEqualTo("granted");
    }

    @Test
    void endsWithADenial() {
        ApprovalId approval = ask(proposed());
        assertThat(vote(PEOPLE.robin(), approval, "deny").text("state")).isEqualTo("denied");
        Answer late = vote(PEOPLE.riley(), approval, "approve");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("approval-ended");
        assertThat(late.text("detail")).startsWith("Robin Reviewer denied it at ");
    }

    @Test
    void refusesTheRequesterOnTheRecord() {
        ApprovalId approval = ask(proposed());
        Answer answer = vote(PEOPLE.dana(), approval, "approve");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("requester-cannot-approve");
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "VoteRefused");
        assertThat(state(approval)).isEqualTo("open");
    }

    @Test
    void refusesTheRequesterEvenAsAReviewer() {
        ApprovalId approval = ask(proposed().by("riley", "Riley Reviewer"));
        assertThat(vote(PEOPLE.riley(), approval, "approve").problem()).isEqualTo("requester-cannot-approve");
    }

    @Test
    void refusesWhoIsNoReviewer() {
        ApprovalId approval = ask(proposed());
        assertThat(vote(PEOPLE.ada(), approval, "approve").problem()).isEqualTo("not-a-reviewer-of-this");
        TestToken groupWithoutRole =
                PEOPLE.token("gina").name("Gina").groups("on-call").workspaces("acme/checkout");
        ApprovalId other = ask(proposed().needing(new ThresholdSet("On-call", 1, 1, "on-call", null)));
        assertThat(vote(groupWithoutRole, other, "approve").status()).isEqualTo(403);
        assertThat(eventsOf(other)).containsExactly("ApprovalRequested");
    }

    @Test
    void answersLikeNothingOutsideTheWorkspace() {
        ApprovalId approval = ask(proposed());
        TestToken stranger =
                PEOPLE.token("sam").name("Sam").groups("syndicate-reviewers").workspaces("other/place");
        assertThat(vote(stranger, approval, "approve").status()).isEqualTo(404);
        assertThat(get(stranger, "/v1/approvals/" + approval).status()).isEqualTo(404);
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested");
    }

    @Test
    void refusesAnotherDigestAndAnotherView() {
        ApprovalId approval = ask(proposed());
        String slip = slip(approval, "approve");
        String path = "/v1/approvals/" + approval + "/votes";
        String otherIntent =
                slip.replaceFirst("\"intentDigest\":\"sha256:[0-9a-f]{8}", "\"intentDigest\":\"sha256:00000000");
        String otherView = slip.replaceFirst("\"viewDigest\":\"sha256:[0-9a-f]{8}", "\"viewDigest\":\"sha256:00000000");
        assertThat(post(PEOPLE.riley(), path, otherIntent).problem()).isEqualTo("digest-mismatch");
        assertThat(post(PEOPLE.riley(), path, otherView).problem()).isEqualTo("view-mismatch");
        assertThat(state(approval)).isEqualTo("open");
    }

    @Test
    void deniesButDoesNotApproveWhatIsTooLarge() {
        ApprovalId approval = ask(proposed().command("echo 1\n".repeat(60)).reviewLimit(40));
        Answer refused = vote(PEOPLE.riley(), approval, "approve");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("too-large-to-review");
        assertThat(vote(PEOPLE.riley(), approval, "deny").text("state")).isEqualTo("denied");
    }

    @Test
    void takesNoVoteWhileIntegrityIsNotClearOrUnknown() {
        ApprovalId approval = ask(proposed());
        AUDIT.hasAFinding();
        assertThat(vote(PEOPLE.riley(), approval, "deny").problem()).isEqualTo("integrity-not-clear");
        AUDIT.doesNotAnswer();
        assertThat(vote(PEOPLE.riley(), approval, "approve").problem()).isEqualTo("integrity-not-clear");
        AUDIT.isClear();
        assertThat(vote(PEOPLE.riley(), approval, "approve").text("state")).isEqualTo("granted");
    }

    @Test
    void takesAVoteThatIsSentAgainAsOne() {
        ApprovalId approval = ask(proposed().needing(TWO));
        String slip = slip(approval, "approve").replaceFirst("\\{", "{\"voteId\":\"" + identifiers.next() + "\",");
        String path = "/v1/approvals/" + approval + "/votes";
        Answer first = post(PEOPLE.riley(), path, slip);
        assertThat(post(PEOPLE.riley(), path, slip)).isEqualTo(first);
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "VoteCast");
    }

    @Test
    void answersTheSameIdempotencyKeyAlike() {
        ApprovalId approval = ask(proposed().needing(TWO));
        String slip = slip(approval, "approve");
        String path = "/v1/approvals/" + approval + "/votes";
        String key = UUID.randomUUID().toString();
        Answer first = post(PEOPLE.riley(), path, slip, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(200);
        assertThat(post(PEOPLE.riley(), path, slip, "Idempotency-Key", key)).isEqualTo(first);
        assertThat(post(PEOPLE.riley(), path, slip.replace("approve", "deny"), "Idempotency-Key", key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(post(PEOPLE.riley(), path, slip).problem()).isEqualTo("already-voted");
    }

    @Test
    void refusesBadSlips() {
        ApprovalId approval = ask(proposed());
        String path = "/v1/approvals/" + approval + "/votes";
        assertThat(post(PEOPLE.riley(), path, "{").problem()).isEqualTo("inadmissible-json");
        assertThat(post(PEOPLE.riley(), path, "{\"choice\":\"approve\",\"choice\":\"deny\"}")
                        .problem())
                .isEqualTo("inadmissible-json");
        assertThat(post(PEOPLE.riley(), path, "{\"choice\":\"maybe\"}").problem())
                .isEqualTo("invalid-request");
        assertThat(post(PEOPLE.riley(), path, slip(approval, "approve").replace("comment", "remark"))
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(post(PEOPLE.riley(), path, " ".repeat(10 * 1024 * 1024)).status())
                .isEqualTo(413);
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested");
    }

    @Test
    void decidesConcurrentVotesOneAfterTheOther() throws Exception {
        ApprovalId approval = ask(proposed().needing(TWO));
        String approve = slip(approval, "approve");
        String deny = slip(approval, "deny");
        String path = "/v1/approvals/" + approval + "/votes";
        List<Answer> answers = together(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> {
                    open(reviewer(i), approval);
                    return post(reviewer(i), path, i % 2 == 0 ? approve : deny);
                })
                .toList());
        assertThat(answers)
                .allMatch(answer -> answer.status() == 200 || answer.problem().equals("approval-ended"));
        String state = state(approval);
        assertThat(state).isIn("granted", "denied");
        assertThat(eventsOf(approval).stream().filter(name -> name.matches("ApprovalGranted|ApprovalDenied")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.text("state").equals(state)))
                .isNotEmpty();
    }

    @Test
    void expiresByItself() {
        ApprovalId approval = ask(proposed().expiringAfter(Duration.ofMillis(1500)));
        Eventually.isTrue(() -> state(approval).equals("expired"));
        assertThat(vote(PEOPLE.riley(), approval, "approve").problem()).isEqualTo("approval-ended");
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "ApprovalExpired", "VoteRefused");
    }

    @Test
    void hasOneOutcomeWhenVotesRaceTheExpiry() throws Exception {
        Instant end = clock.instant().plusMillis(2000);
        ApprovalId approval = ask(proposed().expiringAfter(Duration.ofMillis(2000)));
        String slip = slip(approval, "approve");
        String path = "/v1/approvals/" + approval + "/votes";
        List<Answer> answers = together(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> {
                    open(reviewer(i), approval);
                    Thread.sleep(
                            Math.max(0, Duration.between(clock.instant(), end).toMillis()) + 5L * i);
                    return post(reviewer(i), path, slip);
                })
                .toList());
        Eventually.isTrue(() -> !state(approval).equals("open"));
        assertThat(answers)
                .allMatch(answer -> answer.status() == 200 || answer.problem().equals("approval-ended"));
        assertThat(eventsOf(approval).stream().filter(name -> name.matches("ApprovalGranted|ApprovalExpired")))
                .hasSize(1);
    }

    @Test
    void withdrawsOnceAndForGood() {
        ApprovalId approval = ask(proposed());
        Person dana = new Person(PEOPLE.issuer(), "dana", "Dana Developer", List.of());
        commands.sendAndWait(new WithdrawApproval(approval, dana, "Not needed any more"));
        commands.sendAndWait(new WithdrawApproval(approval, dana, "Not needed any more"));
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "ApprovalWithdrawn");
        assertThat(vote(PEOPLE.riley(), approval, "approve").problem()).isEqualTo("approval-ended");
    }

    @Test
    void takesTheSameRequestTwiceAsOneAndRefusesAnother() {
        ProposedAction action = proposed();
        ApprovalId approval = ask(action);
        assertThatThrownBy(() -> commands.sendAndWait(action.request(approval)))
                .hasMessageContaining("approval-id-reused");
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested");
    }

    @Test
    void refusesContentThatHasOtherDigests() {
        ProposedAction stored = proposed();
        ask(stored);
        ProposedAction other = proposed().command("rm -rf /");
        ApprovalId approval = new ApprovalId(identifiers.next());
        RequestApproval request = other.request(approval);
        RequestApproval forged = new RequestApproval(
                approval,
                request.action(),
                request.session(),
                request.workspace(),
                request.requester(),
                request.agent(),
                request.enforcementTier(),
                request.summary(),
                stored.request(approval).content(),
                request.intentDigest(),
                request.actionDigest(),
                request.decision(),
                request.amendment(),
                request.expiresAt());
        assertThatThrownBy(() -> commands.sendAndWait(forged)).hasMessageContaining("approval-content-mismatch");
        assertThat(eventsOf(approval)).isEmpty();
    }

    private TestToken reviewer(int number) {
        return PEOPLE.token("reviewer-" + number)
                .name("Reviewer " + number)
                .groups("syndicate-reviewers")
                .workspaces("acme/checkout");
    }

    private List<String> eventsOf(ApprovalId approval) {
        return events.readEvents(approval.toString())
                .asStream()
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
