package dev.syndicate.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.audit.Patience;
import dev.syndicate.audit.RunningAuditService;
import dev.syndicate.audit.StoredEvents;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process verifies is closed when that process is gone, and never while it lives. */
class AbandonedVerificationsIT {

    private final TestDatabase database = PostgresForTests.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(Patience.database(database, "audit_service"));
    private final JdbcClient admin = JdbcClient.create(database.administrators());
    private final Verifications verifications = new Verifications(jdbc, Clock.systemUTC());
    private final AbandonedVerifications abandoned = new AbandonedVerifications(verifications);
    private final Holder one = new Holder(details(), UUID::randomUUID);
    private final Holder other = new Holder(details(), UUID::randomUUID);

    @AfterEach
    void leave() {
        one.stop();
        other.stop();
    }

    @Test
    void onlyThatOfTheHolderThatIsGoneIsClosed() {
        UUID lasting = begun(one);
        UUID lost = begun(other);
        look();
        assertThat(state(lost)).isEqualTo("running");

        stop(other);
        abandoned.round();
        assertThat(state(lost)).as("it might come back").isEqualTo("running");
        abandoned.round();

        assertThat(verifications.find(lost)).hasValueSatisfying(view -> {
            assertThat(view.state()).isEqualTo("failed");
            assertThat(view.finishedAt()).isNotNull();
            assertThat(view.detail()).isEqualTo("The process that carried it out ended before it did");
        });
        look();
        assertThat(state(lasting)).isEqualTo("running");
    }

    @Test
    void aHolderThatLostItsConnectionComesBack() {
        UUID lasting = begun(one);
        admin.sql("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = 'verification-holder' AND datname = current_database()
                        """).query(Boolean.class).list();
        awaitGone(one.present());
        abandoned.round();
        one.round();
        look();
        assertThat(state(lasting)).isEqualTo("running");
    }

    @Test
    void itIsCarriedOutByOneHolderAndOnceMoreWhereItFailed() {
        UUID id = begun(one);
        assertThat(verifications.begin(id, other.present(), null, Extent.EVERYTHING, null))
                .isFalse();
        verifications.failed(id);
        assertThat(verifications.begin(id, other.present(), null, Extent.EVERYTHING, null))
                .isTrue();
        stop(one);
        look();
        assertThat(state(id)).isEqualTo("running");
    }

    @Test
    void aResultStaysWhereAnotherHolderComesToItsEndToo() {
        UUID id = begun(one);
        verifications.completed(id, Assessment.of(new ChainVerdict.Broken(ChainFault.EMPTY, 3L, "as found")));
        verifications.failed(id);
        assertThat(state(id)).isEqualTo("completed");
    }

    @Test
    void whatAnEarlierReleaseBeganIsClosedADayLater() {
        UUID fresh = UUID.randomUUID();
        UUID old = UUID.randomUUID();
        Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofHours(-25));
        verifications.begin(fresh, one.present(), null, Extent.EVERYTHING, null);
        new Verifications(jdbc, yesterday).begin(old, one.present(), null, Extent.EVERYTHING, null);
        admin.sql("UPDATE audit.verification SET holder = NULL").update();
        look();
        assertThat(state(fresh)).isEqualTo("running");
        assertThat(state(old)).isEqualTo("failed");
    }

    @Test
    void anotherProcessThatStartsLeavesItAlone(@TempDir Path volume) {
        UUID lasting = begun(one);
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            AbandonedVerifications its = audit.bean(AbandonedVerifications.class);
            its.stop();
            its.round();
            its.round();
            assertThat(state(lasting)).isEqualTo("running");

            stop(one);
            its.round();
            its.round();
            assertThat(state(lasting)).isEqualTo("failed");
        }
    }

    private UUID begun(Holder holder) {
        UUID id = UUID.randomUUID();
        assertThat(verifications.begin(id, holder.present(), null, Extent.EVERYTHING, null))
                .isTrue();
        return id;
    }

    /** As often as one that is missing would have to be missed. */
    private void look() {
        abandoned.round();
        abandoned.round();
    }

    private String state(UUID id) {
        return verifications.find(id).orElseThrow().state();
    }

    /** The database has let go of its lock. */
    private void awaitGone(UUID holder) {
        StoredEvents.await(() -> admin.sql("""
                        SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE l.locktype = 'advisory' AND d.datname = current_database()
                            AND (l.classid::bigint << 32 | l.objid::bigint)
                                = hashtextextended('syndicate verifier ' || :holder, 0)
                        """)
                        .param("holder", holder.toString())
                        .query(Long.class)
                        .single()
                == 0);
    }

    private void stop(Holder holder) {
        UUID id = holder.present();
        holder.stop();
        awaitGone(id);
    }

    private JdbcConnectionDetails details() {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "audit_service";
            }

            @Override
            public String getPassword() {
                return "audit_service";
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }
}
