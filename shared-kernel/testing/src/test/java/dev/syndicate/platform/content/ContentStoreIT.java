package dev.syndicate.platform.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.fixture.RunningPlatform;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ContentStoreIT extends RunningPlatform {

    @Autowired
    private ContentStore contents;

    @Autowired
    private TestDatabase database;

    @Test
    void keepsBytesOnceUnderTheirHash() {
        byte[] bytes = "rm -rf /".getBytes(StandardCharsets.UTF_8);

        ContentRef first = contents.put(bytes);
        ContentRef second = contents.put(bytes);

        assertThat(first)
                .isEqualTo(new ContentRef(Digest.of(bytes), bytes.length))
                .isEqualTo(second);
        assertThat(contents.get(first)).isEqualTo(bytes);
        assertThat(contents.get(contents.put(new byte[0]))).isEmpty();
    }

    @Test
    void neverShowsWhatIsMissingOrWasAltered() {
        ContentRef ref = contents.put("true".getBytes(StandardCharsets.UTF_8));
        JdbcClient attacker = JdbcClient.create(database.administrators());
        attacker.sql("ALTER TABLE content.content DISABLE TRIGGER refuse_change")
                .update();
        attacker.sql("ALTER TABLE content.content DROP CONSTRAINT content_digest_matches")
                .update();
        attacker.sql("UPDATE content.content SET bytes = 'evil' WHERE digest = :digest")
                .param("digest", ref.digest().bytes())
                .update();

        assertThatThrownBy(() -> contents.get(ref))
                .isInstanceOf(ContentUnavailableException.class)
                .hasMessageContaining("altered");
        assertThatThrownBy(() -> contents.get(new ContentRef(Digest.of(new byte[] {9}), 1)))
                .isInstanceOf(ContentUnavailableException.class)
                .hasMessageContaining("not in the content store");
        assertThatThrownBy(() -> contents.get(new ContentRef(ref.digest(), 5)))
                .isInstanceOf(ContentUnavailableException.class);
    }
}
