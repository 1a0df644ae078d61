package dev.syndicate.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.audit.RunningAuditService;
import dev.syndicate.audit.StoredEvents;
import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.log.SignerState;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever stood still while another process went on takes that for no fault of the chain. */
class OvertakenSignerIT {

    @Test
    void aHeadThatASuccessorHasGoneBeyondIsNoFinding(@TempDir Path volume) {
        TestDatabase database = PostgresForTests.freshDatabase();
        StoredEvents events = new StoredEvents(database);
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            Signer signer = audit.bean(Signer.class);
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            ChainHead before = audit.bean(Heads.class).read().orElseThrow();
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(signer.sign()).isEmpty();
            assertThat(signer.signedSize()).isGreaterThan(before.size());

            // As if all this had been the successor's, and the lease of whoever read the head first had ended.
            events.admin()
                    .sql("UPDATE audit.head SET term = term + 1, lease_until = now()")
                    .update();
            assertThat(signer.sign(before)).contains("Another process writes the chain now");
            assertThat(audit.bean(Findings.class).standing()).isEmpty();
            assertThat(audit.isClear()).isTrue();

            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(signer.sign()).as("it goes on").isEmpty();
            assertThat(signer.signedSize()).isEqualTo(events.records());

            Signer fresh = another(audit);
            assertThat(fresh.sign(before)).contains("Another process writes the chain now");
            events.admin().sql("DELETE FROM audit.head").update();
            assertThat(fresh.refusal()).as("it has compared nothing").contains("The log has no head");
        }
    }

    /** On the same volume, as a process that has just started. */
    private static Signer another(RunningAuditService audit) {
        return new Signer(
                audit.bean(Heads.class),
                audit.bean(Readback.class),
                audit.bean(StoredTree.class),
                audit.bean(Checkpoints.class),
                audit.bean(Findings.class),
                audit.bean(DamageSearch.class),
                audit.bean(CommittedLeaves.class),
                audit.bean(Rotations.class),
                audit.bean(LogKeys.class),
                audit.bean(SignerState.class));
    }
}
