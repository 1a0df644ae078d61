package dev.syndicate.contracts.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.Vectors;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TallyTest {

    private static final Instant NOW = Instant.parse("2026-03-27T14:27:37.123456Z");
    private static final ThresholdSet ON_CALL = new ThresholdSet("on-call", 1, 1, "on-call", null);
    private static final ThresholdSet SECURITY = new ThresholdSet("security", 1, 1, "security", null);

    static Stream<Named<JsonObject>> counts() {
        return Vectors.objects("policy-bundle/counts.json").stream()
                .map(vector -> Named.of(vector.string("name"), vector));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void countsAsTheVectorsDo(JsonObject vector) {
        Tally tally = tally(vector);

        assertThat(tally.isMet()).isEqualTo(((JsonBoolean) vector.get("met")).value());
        assertThat(tally.deniedBy().map(ThresholdSet::name)).isEqualTo(vector.findString("deniedBy"));
        assertThat(tally.counted())
                .allSatisfy(set -> assertThat(set.approvers())
                        .extracting(Person::subject)
                        .isEqualTo(vector.object("counted").strings(set.set())));
    }

    @Test
    void listsOnlyThoseWhoCountInTheOrderOfTheirVotes() {
        Tally tally = new Tally(
                disjoint(ON_CALL, SECURITY),
                1,
                List.of(
                        vote("riley", VoteChoice.APPROVE, "on-call", "security"),
                        vote("robin", VoteChoice.APPROVE, "on-call"),
                        vote("ria", VoteChoice.APPROVE, "on-call")));

        assertThat(tally.approvers()).extracting(Person::subject).containsExactly("riley", "robin");
    }

    @Test
    void movesVotesOnlyToSetsThatAskTheSamePeople() {
        ThresholdSet renamed = new ThresholdSet("pushes/on-call", 2, 1, "on-call", null);
        ThresholdSet narrower = new ThresholdSet("narrower", 1, 1, "on-call", "'mfa' in reviewer.amr");
        Tally tally = new Tally(disjoint(ON_CALL), 1, List.of(vote("riley", VoteChoice.APPROVE, "on-call")));

        Tally moved = tally.under(disjoint(renamed, narrower));

        assertThat(moved.approvals(renamed)).isEqualTo(1);
        assertThat(moved.approvals(narrower)).isZero();
        assertThat(tally.under(disjoint(SECURITY)).approvers()).isEmpty();
    }

    @Test
    void beginsAnewWithEachRound() {
        Tally tally = new Tally(disjoint(ON_CALL), 1, List.of(vote("riley", VoteChoice.APPROVE, "on-call")));
        RoundOpened opened = new RoundOpened(approval(), action(), 2, NOW, NOW.plusSeconds(60), NOW);

        Tally next = tally.after(opened);

        assertThat(tally.hasVotesBefore(NOW)).isFalse();
        assertThat(tally.hasVotesBefore(NOW.plusSeconds(1))).isTrue();
        assertThat(next.round()).isEqualTo(2);
        assertThat(next.isMet()).isFalse();
    }

    private static Tally tally(JsonObject vector) {
        List<ThresholdSet> sets = vector.array("sets").stream()
                .map(JsonObject.class::cast)
                .map(set -> new ThresholdSet(
                        set.string("name"),
                        (int) set.integer("approve"),
                        (int) set.integer("deny"),
                        set.string("name"),
                        null))
                .toList();
        List<VoteCast> votes = vector.array("votes").stream()
                .map(JsonObject.class::cast)
                .map(vote -> vote(
                        vote.string("reviewer"),
                        VoteChoice.of(vote.string("choice")),
                        vote.strings("sets").toArray(String[]::new)))
                .toList();
        boolean disjoint = ((JsonBoolean) vector.get("disjoint")).value();
        return new Tally(new ApprovalRequirement(sets, Duration.ofMinutes(30), 2000, null, disjoint, null), 1, votes);
    }

    private static ApprovalRequirement disjoint(ThresholdSet... sets) {
        return new ApprovalRequirement(Arrays.asList(sets), Duration.ofMinutes(30), 2000, null, true, null);
    }

    private static VoteCast vote(String reviewer, VoteChoice choice, String... sets) {
        return new VoteCast(
                approval(),
                action(),
                new VoteId(UUID.nameUUIDFromBytes(reviewer.getBytes(StandardCharsets.UTF_8))),
                new Person("https://id.example", reviewer, reviewer, List.of()),
                Arrays.asList(sets),
                choice,
                new IntentDigest(Digest.of(new byte[] {1})),
                new ViewDigest(Digest.of(new byte[] {2})),
                1,
                null,
                null,
                NOW,
                null,
                null,
                null,
                null);
    }

    private static ApprovalId approval() {
        return new ApprovalId(new UUID(0, 1));
    }

    private static ActionId action() {
        return new ActionId(new UUID(0, 2));
    }
}
