package dev.syndicate.approval.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.eventstore.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Uses of a standing grant as they are listed: one that was refused is free, and is taken again. */
class GrantUsesIT extends ApprovalServiceIT {

    @Autowired
    private Grants grants;

    @Test
    void listsOnceWhatTheSameActionTookAgainAndGoesOn() throws Exception {
        ApprovalId grant = new ApprovalId(identifiers.next());
        ProposedAction refused = proposed();
        ProposedAction other = proposed();
        Instant first = clock.instant().truncatedTo(ChronoUnit.MICROS);
        intend(refused, 0, grant, first);
        intend(refused, 1, grant, first.plusSeconds(1));
        intend(other, 0, grant, first.plusSeconds(2));
        Eventually.isTrue(() -> actions(grant).contains(other.id()));
        assertThat(grants.usesOf(grant))
                .containsExactly(
                        new GrantUse(1, refused.id(), first.plusSeconds(1)),
                        new GrantUse(1, other.id(), first.plusSeconds(2)));
    }

    private List<ActionId> actions(ApprovalId grant) {
        return grants.usesOf(grant).stream().map(GrantUse::action).toList();
    }

    /** As execution-gateway records it: the first use of the grant. */
    private void intend(ProposedAction action, long sequence, ApprovalId grant, Instant at) throws Exception {
        RequestApproval request = action.request(new ApprovalId(identifiers.next()));
        PolicyVersion version = Objects.requireNonNull(request.decision().policyVersion(), "version");
        Person riley = new Person(PEOPLE.issuer(), "riley", "Riley Chen", List.of());
        append(
                sequence,
                new ExecutionIntended(
                        action.id(),
                        new ExecutionId(identifiers.next()),
                        new PermitId(identifiers.next()),
                        action.session(),
                        request.intentDigest(),
                        request.intentDigest(),
                        request.actionDigest(),
                        version,
                        version,
                        new Authority.OfPeople(grant, List.of(riley), version).used(1),
                        at));
    }

    private void append(long sequence, ExecutionIntended event) throws Exception {
        JdbcClient.create(database.dataSource("execution_gateway"))
                .sql("""
                        INSERT INTO eventstore.domain_event (event_id, aggregate_type, aggregate_id, sequence_number,
                            payload_type, payload_revision, payload, metadata, occurred_at)
                        VALUES (:id, 'Action', :action, :sequence, :type, :revision, :payload, :metadata, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("action", event.action().toString())
                .param("sequence", sequence)
                .param("type", ExecutionIntended.class.getName())
                .param(
                        "revision",
                        ExecutionIntended.class.getAnnotation(Revision.class).value())
                .param("payload", EventFormat.mapper().writeValueAsBytes(event))
                .param("metadata", "{}".getBytes(StandardCharsets.UTF_8))
                .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
