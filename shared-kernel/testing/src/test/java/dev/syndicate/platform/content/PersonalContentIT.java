package dev.syndicate.platform.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.migrator.ContentMasterRetirement;
import dev.syndicate.migrator.MigrationFailedException;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.keys.TestKeys;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class PersonalContentIT {

    private static final DataSubject DANA = new DataSubject("https://id.example", "dana");
    private static final DataSubject REX = new DataSubject("https://id.example", "rex");
    private static final byte[] BYTES = "curl -H 'Authorization: s3cret'".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private final TestDatabase database = PostgresForTests.freshDatabase();
    private final JdbcClient administrator = JdbcClient.create(database.administrators());
    private final JdbcClient auditor = JdbcClient.create(database.dataSource("audit_service"));

    @Test
    void keepsNothingInTheClearAndNoNames() {
        ContentStore contents = contents();

        ContentRef ref = contents.put(DANA, BYTES);
        ContentRef again = contents.put(DANA, BYTES);

        assertThat(ref)
                .isEqualTo(new ContentRef(Digest.of(BYTES), BYTES.length))
                .isEqualTo(again);
        assertThat(contents().get(ref)).isEqualTo(BYTES);
        assertThat(rows()).isEqualTo(1);
        String everything = administrator
                .sql("SELECT string_agg(encode(ciphertext, 'escape'), '') FROM content.personal")
                .query(String.class)
                .single();
        assertThat(everything).doesNotContain("s3cret");
        assertThat(subjects()).noneMatch(subject -> subject.contains("dana")).hasSize(2);
    }

    @Test
    void keepsTheSameBytesOnceForEachPerson() {
        ContentStore contents = contents();

        ContentRef ref = contents.put(DANA, BYTES);
        contents.put(REX, BYTES);
        erase(DANA);

        assertThat(rows()).isEqualTo(2);
        assertThat(contents.get(ref)).isEqualTo(BYTES);
    }

    @Test
    void saysThatErasedContentIsErasedAtOnceAndEverywhere() {
        ContentStore contents = contents();
        ContentStore reader = contents();
        ContentRef ref = contents.put(DANA, BYTES);
        assertThat(reader.get(ref)).isEqualTo(BYTES);

        erase(DANA);

        assertThatThrownBy(() -> reader.get(ref))
                .isInstanceOfSatisfying(
                        ContentErasedException.class,
                        erased -> assertThat(erased.ref()).isEqualTo(ref));
        assertThat(auditor.sql("SELECT content.shred(100)").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(auditor.sql("SELECT content.shred(100)").query(Integer.class).single())
                .isZero();
        assertThatThrownBy(() -> reader.get(ref)).isInstanceOf(ContentErasedException.class);
        assertThat(administrator
                        .sql("SELECT count(*) FROM content.personal WHERE ciphertext IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void encryptsWhatComesAfterAnErasureUnderANewKey() {
        ContentStore contents = contents();
        contents.put(DANA, BYTES);

        erase(DANA);
        ContentRef after = contents.put(DANA, BYTES);

        assertThat(contents.get(after)).isEqualTo(BYTES);
    }

    @Test
    void derivesTheSameSaltUntilTheKeyIsDestroyed() {
        TestKeys files = TestKeys.in(directory);
        SubjectKeys keys = keys(files);
        SessionId session = new SessionId(UUID.fromString("0197a3c5-0000-7000-8000-000000000001"));
        UUID key = keys.keyOf(DANA);

        assertThat(keys(files).keyOf(DANA)).isEqualTo(key);
        assertThat(keys(files).salt(key, session, "/parameters/token"))
                .hasValueSatisfying(salt ->
                        assertThat(keys.salt(key, session, "/parameters/token")).contains(salt));
        assertThat(keys.salt(key, session, "/parameters/other").orElseThrow())
                .isNotEqualTo(keys.salt(key, session, "/parameters/token").orElseThrow());

        erase(keys.pseudonym(DANA));
        keys.forget(keys.pseudonym(DANA).value());

        assertThat(keys.salt(key, session, "/parameters/token")).isEmpty();
        assertThat(keys.keyOf(DANA)).isNotEqualTo(key);
    }

    @Test
    void refusesWhatWasAlteredOrMovedToAnotherPerson() {
        ContentStore contents = contents();
        ContentRef mine = contents.put(DANA, BYTES);
        ContentRef theirs = contents.put(REX, "ls".getBytes(StandardCharsets.UTF_8));
        administrator
                .sql("ALTER TABLE content.personal DISABLE TRIGGER refuse_change")
                .update();

        administrator
                .sql("UPDATE content.personal SET key = (SELECT key FROM content.personal WHERE digest = :theirs)"
                        + " WHERE digest = :mine")
                .param("mine", mine.digest().bytes())
                .param("theirs", theirs.digest().bytes())
                .update();
        administrator
                .sql("UPDATE content.personal SET ciphertext = ciphertext || '\\x00' WHERE digest = :theirs")
                .param("theirs", theirs.digest().bytes())
                .update();

        assertThatThrownBy(() -> contents.get(mine))
                .isInstanceOf(ContentUnavailableException.class)
                .hasMessageContaining("altered");
        assertThatThrownBy(() -> contents.get(theirs))
                .isInstanceOf(ContentUnavailableException.class)
                .hasMessageContaining("altered");
    }

    @Test
    void changesMasterKeysWithoutTouchingContent() throws IOException {
        TestKeys files = TestKeys.in(directory);
        SubjectKeys before = keys(files);
        ContentRef ref = store(before).put(DANA, BYTES);
        Path current = files.keys().resolve(MasterKeyFiles.CURRENT);
        Files.move(current, files.keys().resolve("content-master.2026.key"));
        Files.writeString(current, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");

        String old = administrator
                .sql("SELECT DISTINCT master FROM content.wrapped_key")
                .query(String.class)
                .single();
        SubjectKeys both = keys(files);
        assertThat(store(both).get(ref)).isEqualTo(BYTES);
        assertThatThrownBy(() -> ContentMasterRetirement.retire(database.administrators(), old))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("alone");
        assertThat(both.rewrap(100)).isEqualTo(2);
        assertThat(both.rewrap(100)).isZero();
        assertThat(ContentMasterRetirement.retire(database.administrators(), old))
                .startsWith("2 keys");
        Files.delete(files.keys().resolve("content-master.2026.key"));

        SubjectKeys after = keys(files);
        assertThat(store(after).get(ref)).isEqualTo(BYTES);
        assertThat(after.pseudonym(DANA)).isEqualTo(before.pseudonym(DANA));
    }

    @Test
    void readsNothingUnderAMasterKeyThatIsNotThere() {
        ContentRef ref = store(keys(TestKeys.in(directory.resolve("one")))).put(DANA, BYTES);
        ContentStore stranger = store(keys(TestKeys.in(directory.resolve("other"))));

        assertThatThrownBy(() -> stranger.get(ref)).hasMessageContaining("not in the key directory");
    }

    @Test
    void survivesErasuresWhileOthersWrite() {
        ContentStore contents = contents();

        List<ContentRef> kept = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> {
                    if (i % 10 == 0) {
                        erase(DANA);
                    }
                    return contents.put(DANA, ("content " + i).getBytes(StandardCharsets.UTF_8));
                })
                .toList();

        for (ContentRef ref : kept) {
            try {
                assertThat(contents.get(ref)).startsWith("content ".getBytes(StandardCharsets.UTF_8));
            } catch (ContentErasedException erased) {
                assertThat(erased.ref()).isEqualTo(ref);
            }
        }
    }

    @Test
    void letsNoServiceChangeOrReviveWhatIsKept() {
        ContentStore contents = contents();
        contents.put(DANA, BYTES);
        byte[] wrapped = administrator
                .sql("SELECT wrapped FROM content.wrapped_key LIMIT 1")
                .query(byte[].class)
                .single();
        UUID key = administrator
                .sql("SELECT id FROM content.subject_key WHERE subject <> '*'")
                .query(UUID.class)
                .single();
        erase(DANA);

        JdbcClient gateway = JdbcClient.create(database.dataSource("execution_gateway"));
        assertThatThrownBy(
                        () -> gateway.sql("INSERT INTO content.wrapped_key (key, master, wrapped) VALUES (?, 'm', ?)")
                                .params(key, wrapped)
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("destroyed");
        for (String change : List.of(
                "DELETE FROM content.personal",
                "UPDATE content.subject_key SET destroyed_at = NULL",
                "TRUNCATE content.wrapped_key CASCADE")) {
            assertThatThrownBy(() -> gateway.sql(change).update()).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> administrator.sql(change).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("refused");
        }
        assertThatThrownBy(() -> gateway.sql(
                                "INSERT INTO content.content (digest, size, bytes)" + " VALUES (sha256(''), 0, '')")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private ContentStore contents() {
        return store(keys(shared()));
    }

    private TestKeys shared() {
        Path keys = directory.resolve("shared");
        return Files.exists(keys) ? new TestKeys(keys.resolve("keys"), keys.resolve("trust")) : TestKeys.in(keys);
    }

    private SubjectKeys keys(TestKeys files) {
        return TestContents.keys(database.dataSource("execution_gateway"), MasterKeyFiles.read(files.keys()));
    }

    private ContentStore store(SubjectKeys keys) {
        return new ContentStore(JdbcClient.create(database.dataSource("execution_gateway")), keys);
    }

    private void erase(DataSubject person) {
        erase(keys(shared()).pseudonym(person));
    }

    private void erase(Pseudonym person) {
        auditor.sql("SELECT content.destroy_keys(:person, gen_random_uuid())")
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    private List<String> subjects() {
        return administrator
                .sql("SELECT subject FROM content.subject_key")
                .query(String.class)
                .list();
    }

    private long rows() {
        return administrator
                .sql("SELECT count(*) FROM content.personal")
                .query(Long.class)
                .single();
    }
}
