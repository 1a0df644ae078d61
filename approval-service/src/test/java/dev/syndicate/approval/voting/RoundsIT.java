package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.eventstore.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was voted before an integrity finding was released is voted again. */
class RoundsIT extends ApprovalServiceIT {

    private static final ThresholdSet TWO = new ThresholdSet("Two reviewers", 2, 1, "syndicate-reviewers", null);

    @Autowired
    private CommandGateway commands;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void beginsAnewOnceAFindingIsReleasedAndShowsWhy() {
        ApprovalId approval = ask(proposed().needing(TWO));
        vote(PEOPLE.riley(), approval, "approve");
        release();
        Eventually.isTrue(() -> round(approval) == 2);
        Answer detail = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        assertThat(detail.body().path("votes").size()).isZero();
        assertThat(detail.body().path("earlierVotes").path(0).path("round").asInt())
                .isEqualTo(1);
        assertThat(detail.body().path("rounds").path(0).path("clearSince").asString())
                .isNotEmpty();
        assertThat(votesListed(approval)).containsExactly(false);
        assertThat(vote(PEOPLE.riley(), approval, "approve").text("state")).isEqualTo("open");
        assertThat(vote(PEOPLE.robin(), approval, "approve").text("state")).isEqualTo("granted");
        assertThat(votesListed(approval)).containsExactly(false, true, true);
    }

    @Test
    void asksAgainAboutWhatWasGrantedAndNotUsed() {
        ApprovalId approval = ask(proposed());
        assertThat(vote(PEOPLE.riley(), approval, "approve").text("state")).isEqualTo("granted");
        release();
        Eventually.isTrue(() -> state(approval).equals("open") && round(approval) == 2);
        assertThat(vote(PEOPLE.riley(), approval, "approve").text("state")).isEqualTo("granted");
        commands.sendAndWait(new OpenRound(approval, Instant.EPOCH));
        assertThat(round(approval)).isEqualTo(2);
    }

    @Test
    void leavesWhatNobodyWaitsForAsItIs() throws Exception {
        ProposedAction action = proposed();
        ApprovalId withdrawn = ask(action);
        vote(PEOPLE.riley(), withdrawn, "approve");
        withdraw(action.request(withdrawn).action());
        Eventually.isTrue(() -> jdbc.sql("SELECT spent FROM approval_view WHERE approval = :approval")
                .param("approval", withdrawn.value())
                .query(Boolean.class)
                .single());
        ApprovalId other = ask(proposed());
        vote(PEOPLE.riley(), other, "approve");
        release();
        Eventually.isTrue(() -> round(other) == 2);
        assertThat(round(withdrawn)).isEqualTo(1);
        assertThat(state(withdrawn)).isEqualTo("granted");
    }

    /** Now, and later than any vote so far. */
    private void release() {
        AUDIT.isClearSince(clock.instant().plusMillis(1));
    }

    /** In their order, whether each counts in the lists. */
    private List<Boolean> votesListed(ApprovalId approval) {
        return jdbc.sql("SELECT counted FROM vote_view WHERE approval = :approval ORDER BY position")
                .param("approval", approval.value())
                .query(Boolean.class)
                .list();
    }

    private int round(ApprovalId approval) {
        return get(PEOPLE.riley(), "/v1/approvals/" + approval)
                .body()
                .path("round")
                .asInt();
    }

    /** As execution-gateway records it. */
    private void withdraw(ActionId action) throws Exception {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Person dana = new Person(PEOPLE.issuer(), "dana", "Dana Developer", List.of());
        ActionWithdrawn event = new ActionWithdrawn(action, dana, "Not needed", now);
        JdbcClient.create(database.dataSource("execution_gateway"))
                .sql("""
                        INSERT INTO eventstore.domain_event (event_id, aggregate_type, aggregate_id, sequence_number,
                            payload_type, payload_revision, payload, metadata, occurred_at)
                        VALUES (:id, 'Action', :action, 0, :type, '1', :payload, :metadata, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("action", action.toString())
                .param("type", ActionWithdrawn.class.getName())
                .param("payload", EventFormat.mapper().writeValueAsBytes(event))
                .param("metadata", "{}".getBytes(StandardCharsets.UTF_8))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
