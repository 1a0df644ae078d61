package dev.syndicate.testing.content;

import dev.syndicate.platform.content.ContentMasters;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.MasterKeyFiles;
import dev.syndicate.platform.content.PreImageStore;
import dev.syndicate.platform.content.SubjectKeys;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.testing.keys.TestKeys;
import dev.syndicate.testing.postgres.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The gateway's content store, for tests of services that only read: the gateway alone may write what is somebody's. */
public final class TestContents {

    private TestContents() {}

    /** The store of a gateway on this database that holds these keys. */
    public static ContentStore of(TestDatabase database, TestKeys keys) {
        DataSource gateway = database.dataSource("execution_gateway");
        return new ContentStore(JdbcClient.create(gateway), keys(gateway, MasterKeyFiles.read(keys.keys())));
    }

    /** The same for what came with actions. */
    public static PreImageStore preImages(TestDatabase database, TestKeys keys) {
        return new PreImageStore(JdbcClient.create(database.dataSource("execution_gateway")), of(database, keys));
    }

    /** The keys of persons, as this login sees them. */
    public static SubjectKeys keys(DataSource login, ContentMasters masters) {
        Clock clock = Clock.systemUTC();
        return new SubjectKeys(
                JdbcClient.create(login),
                new TransactionTemplate(new DataSourceTransactionManager(login)),
                masters,
                Identifiers.timeOrdered(clock),
                clock,
                Duration.ofSeconds(30));
    }
}
