package dev.syndicate.audit.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.audit.Patience;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a fresh installation has is what the service compares with; whatever weakens it is a deviation. */
class InstalledCatalogueIT {

    private TestDatabase database;

    @BeforeEach
    void prepare() {
        database = PostgresForTests.freshDatabase();
    }

    /**
     * After a migration:
     * {@code ./mvnw -pl audit-service verify -Dit.test=InstalledCatalogueIT -Dcatalogue.write=true}, then look at what
     * has changed in the file.
     */
    @Test
    void isWhatAFreshInstallationHas() throws IOException {
        Catalogue now = now();
        Path file = Path.of("src/main/resources/dev/syndicate/audit/catalogue", StoredCatalogue.INSTALLED);
        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(file, now.text());
        }
        assertThat(Files.readString(file)).isEqualTo(now.text());
    }

    @Test
    void nothingOfAFreshInstallationDeviates() {
        Catalogue fresh = now();
        assertThat(Catalogue.parse(fresh.text()).deviations(now())).isEmpty();
        JdbcClient.create(database.administrators())
                .sql("SELECT audit.make_next_partition()")
                .query(Long.class)
                .single();
        assertThat(fresh.deviations(now())).as("one partition more").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a disabled trigger        | ALTER TABLE audit.record DISABLE TRIGGER refuse_change | trigger audit.record.refuse_change
        a trigger not for replicas | ALTER TABLE audit.leaf ENABLE TRIGGER refuse_change | trigger audit.leaf.refuse_change
        a dropped trigger         | DROP TRIGGER refuse_truncate ON audit.finding | trigger audit.finding.refuse_truncate
        a trigger of a partition  | DROP TRIGGER refuse_truncate ON audit.record_000000000000 | trigger audit.record_<n>.refuse_truncate
        a detached partition      | ALTER TABLE audit.record DETACH PARTITION audit.record_000000000000 | relation audit.record_<n>
        another function          | CREATE OR REPLACE FUNCTION eventstore.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END' | function eventstore.refuse_change()
        a privilege               | GRANT UPDATE ON audit.record TO audit_service | grant audit.record audit_service
        a privilege of a column   | GRANT UPDATE (payload) ON eventstore.domain_event TO policy_service | grant eventstore.domain_event(payload) policy_service
        a privilege of everybody  | GRANT SELECT ON audit.record TO PUBLIC | grant audit.record -
        another owner             | ALTER TABLE audit.checkpoint OWNER TO audit_service | relation audit.checkpoint
        a dropped constraint      | ALTER TABLE audit.leaf DROP CONSTRAINT leaf_event_once | constraint audit.leaf.leaf_event_once
        a rule                    | CREATE RULE swallow AS ON INSERT TO audit.finding DO INSTEAD NOTHING | rule audit.finding.swallow
        another default           | ALTER TABLE eventstore.domain_event ALTER global_index SET DEFAULT 1 | column eventstore.domain_event.global_index
        an owner of events        | INSERT INTO eventstore.event_type_owner VALUES ('dev.syndicate.contracts.approval.', 'policy_service') | event owner dev.syndicate.contracts.approval.
        """)
    void whateverWeakensItDeviates(String name, String change, String about) {
        Catalogue installed = now();
        JdbcClient.create(database.administrators()).sql(change).update();
        assertThat(installed.deviations(now()))
                .as(name)
                .extracting(Catalogue.Deviation::about)
                .contains(about);
    }

    private Catalogue now() {
        return new StoredCatalogue(JdbcClient.create(Patience.database(database, "audit_service"))).now();
    }
}
