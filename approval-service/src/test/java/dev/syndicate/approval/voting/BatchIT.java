package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several requests at once: as many votes, each by itself. */
class BatchIT extends ApprovalServiceIT {

    @Test
    void decidesEachWithItsOwnDigestAndId() {
        List<ApprovalId> approvals =
                Stream.of(ask(proposed()), ask(proposed().command("make test"))).toList();
        List<String> items =
                approvals.stream().map(approval -> item(approval, "approve")).toList();
        Answer answer = batch(items);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("recorded").asLong()).isEqualTo(2);
        IntStream.range(0, 2).forEach(at -> {
            assertThat(answer.body().path("results").path(at).path("approval").asString())
                    .isEqualTo(approvals.get(at).toString());
            assertThat(answer.body()
                            .path("results")
                            .path(at)
                            .path("vote")
                            .path("state")
                            .asString())
                    .isEqualTo("granted");
        });
        approvals.forEach(approval -> assertThat(state(approval)).isEqualTo("granted"));
        assertThat(batch(items).body()).isEqualTo(answer.body());
    }

    @Test
    void saysOfEachWhyItDoesNotCountAndCountsTheOthers() {
        ApprovalId open = ask(proposed());
        ApprovalId own = ask(proposed().by("riley", "Riley Reviewer"));
        ApprovalId stale = ask(proposed());
        ApprovalId unknown = new ApprovalId(identifiers.next());
        Answer answer = batch(List.of(
                item(own, "approve"),
                item(stale, "approve").replaceFirst("sha256:[0-9a-f]{64}", "sha256:" + "0".repeat(64)),
                item(stale, "deny").replace(stale.toString(), unknown.toString()),
                item(open, "deny")));
        assertThat(results(answer)).containsExactly("refused", "refused", "refused", "recorded");
        assertThat(problem(answer, 0)).endsWith("/requester-cannot-approve");
        assertThat(problem(answer, 1)).endsWith("/digest-mismatch");
        assertThat(problem(answer, 2)).endsWith("/not-found");
        assertThat(state(open)).isEqualTo("denied");
        assertThat(state(own)).isEqualTo("open");
        assertThat(state(stale)).isEqualTo("open");
    }

    @Test
    void countsNothingOfABatchThatIsNone() {
        ApprovalId approval = ask(proposed());
        String item = item(approval, "approve");
        String unnamed = item.replaceFirst("\"voteId\":\"[^\"]*\",", "");
        for (List<String> items : List.of(List.<String>of(), List.of(item, item), List.of(unnamed), List.of("1"))) {
            Answer answer = batch(items);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("invalid-request");
        }
        assertThat(post(PEOPLE.riley(), "/v1/approvals/batch", "{\"votes\":{}}").status())
                .isEqualTo(400);
        assertThat(state(approval)).isEqualTo("open");
    }

    private Answer batch(List<String> items) {
        return post(
                PEOPLE.riley(),
                "/v1/approvals/batch",
                items.stream().collect(Collectors.joining(",", "{\"votes\":[", "]}")));
    }

    private String item(ApprovalId approval, String choice) {
        return slip(approval, choice)
                .replaceFirst("\\{", "{\"approval\":\"%s\",\"voteId\":\"%s\",".formatted(approval, UUID.randomUUID()));
    }

    private static List<String> results(Answer answer) {
        return answer.body()
                .path("results")
                .valueStream()
                .map(item -> item.path("result").asString())
                .toList();
    }

    private static String problem(Answer answer, int at) {
        return answer.body()
                .path("results")
                .path(at)
                .path("problem")
                .path("type")
                .asString();
    }
}
