package dev.syndicate.platform.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.keys.TestKeys;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class PreImageStoreIT {

    private static final DataSubject DANA = new DataSubject("https://id.example", "dana");
    private static final byte[] FILE = "a file of dana's".getBytes(StandardCharsets.UTF_8);
    private static final ActionId ACTION = new ActionId(new UUID(1, 1));
    private static final ActionId OTHER = new ActionId(new UUID(1, 2));

    @TempDir
    private Path directory;

    private final TestDatabase database = PostgresForTests.freshDatabase();
    private PreImageStore files;

    @BeforeEach
    void keepAFile() {
        files = TestContents.preImages(database, TestKeys.in(directory));
        files.put(ACTION, DANA, FILE);
        files.put(ACTION, DANA, FILE);
    }

    @Test
    void findsAFileForTheActionThatItCameWithAlone() {
        assertThat(files.find(ACTION, Digest.of(FILE))).contains(FILE);
        assertThat(files.find(ACTION, Digest.of(new byte[1]))).isEmpty();
        assertThat(files.find(OTHER, Digest.of(FILE))).isEmpty();
        files.copy(ACTION, OTHER);
        files.copy(ACTION, OTHER);
        assertThat(files.find(OTHER, Digest.of(FILE))).contains(FILE);
    }

    @Test
    void letsOnlyTheGatewayWriteAndNobodyChangeAnything() {
        String insert =
                "INSERT INTO content.pre_image (action, digest, size) VALUES (gen_random_uuid(), sha256(''), 0)";
        String select = "SELECT count(*) FROM content.pre_image";
        for (String role : List.of("approval_service", "policy_service", "audit_service")) {
            assertThatThrownBy(() -> as(role).sql(insert).update()).isInstanceOf(DataAccessException.class);
        }
        assertThat(as("approval_service").sql(select).query(Long.class).single())
                .isOne();
        assertThatThrownBy(
                        () -> as("policy_service").sql(select).query(Long.class).single())
                .isInstanceOf(DataAccessException.class);
        for (String change : List.of(
                "UPDATE content.pre_image SET action = gen_random_uuid()",
                "DELETE FROM content.pre_image",
                "TRUNCATE content.pre_image")) {
            assertThatThrownBy(() -> as("execution_gateway").sql(change).update())
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> JdbcClient.create(database.administrators())
                            .sql(change)
                            .update())
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("only ever inserted");
        }
    }

    private JdbcClient as(String role) {
        return JdbcClient.create(database.dataSource(role));
    }
}
