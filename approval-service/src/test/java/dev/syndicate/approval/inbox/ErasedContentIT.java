package dev.syndicate.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.approval.change.FileChanges;
import dev.syndicate.contracts.audit.SubjectErased;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.content.MasterKeyFiles;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.security.TestServices;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests of a person whose content was erased. */
class ErasedContentIT extends ApprovalServiceIT {

    @Autowired
    private FileChanges files;

    @Test
    void saysThatItIsErasedAndTakesNoVote() throws JsonProcessingException {
        ApprovalId approval = ask(proposed().by("erin", "Erin").command("echo hunter2"));
        ApprovalId other = ask(proposed().command("echo kept"));
        String slip = slip(approval, "approve");
        assertThat(inbox()).contains("hunter2");

        erase(new DataSubject(PEOPLE.issuer(), "erin"));

        Eventually.isTrue(() -> !inbox().contains("hunter2"));
        assertThat(inbox()).contains("Erased, on the record", "echo kept");
        Answer detail = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        assertThat(detail.status()).isEqualTo(410);
        assertThat(detail.problem()).isEqualTo("erased");
        assertThat(detail.text("detail")).startsWith("Erased on ");
        assertThat(post(PEOPLE.riley(), "/v1/approvals/" + approval + "/votes", slip)
                        .problem())
                .isEqualTo("erased");
        assertThat(get(PEOPLE.riley(), "/v1/approvals/" + other).status()).isEqualTo(200);
    }

    @Test
    void showsNoFileOfIt() throws JsonProcessingException {
        byte[] file = "password=hunter3\nuser=a\n".getBytes(StandardCharsets.UTF_8);
        ProposedAction action = proposed()
                .by("ernie", "Ernie")
                .edit("/a.env", "user=a", "user=b")
                .seen(file);
        ask(action);
        assertThat(files.of(action.id(), action.canonical(), Masks.NONE))
                .singleElement()
                .satisfies(change ->
                        assertThat(change.comparison().orElseThrow().toString()).contains("hunter3"));

        erase(new DataSubject(PEOPLE.issuer(), "ernie"));

        Eventually.isTrue(() -> files.of(action.id(), action.canonical(), Masks.NONE)
                .getFirst()
                .comparison()
                .isEmpty());
        assertThat(files.of(action.id(), action.canonical(), Masks.NONE)
                        .getFirst()
                        .note())
                .contains("was erased");
    }

    private String inbox() {
        return get(PEOPLE.riley(), "/v1/approvals").body().toString();
    }

    /** As audit-service does, in one transaction with its record. */
    private void erase(DataSubject person) throws JsonProcessingException {
        UUID event = UUID.randomUUID();
        String pseudonym = TestContents.keys(
                        database.dataSource("execution_gateway"),
                        MasterKeyFiles.read(TestServices.shared().keys().keys()))
                .pseudonym(person)
                .value();
        SubjectErased erased = new SubjectErased("log", pseudonym, 1, 1, List.of(), "asked for it", Instant.EPOCH);
        JdbcClient audit = JdbcClient.create(database.dataSource("audit_service"));
        audit.sql("SELECT content.destroy_keys(:person, :event)")
                .param("person", pseudonym)
                .param("event", event)
                .query(Integer.class)
                .single();
        audit.sql("""
                        INSERT INTO eventstore.domain_event
                            (event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision,
                             payload, metadata, occurred_at)
                        VALUES (:event, 'Erasure', :event::text, 0, :type, '1', :payload, '{}'::bytea, :at)
                        """)
                .param("event", event)
                .param("type", SubjectErased.class.getName())
                .param("payload", EventFormat.mapper().writeValueAsBytes(erased))
                .param("at", Timestamp.from(Instant.EPOCH))
                .update();
    }
}
