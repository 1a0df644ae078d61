package dev.syndicate.audit.export;

import dev.syndicate.audit.format.Formats;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The exports that were asked for. */
@Component
class ExportRegister {

    private static final int MOST_LISTED = 100;
    private static final String SELECT = """
            SELECT id, format, filter, first_sequence, last_sequence, checkpoint, issuer, subject,
                   requested_at, count, bytes, digest
            FROM audit.export
            """;

    private final JdbcClient jdbc;

    ExportRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Export export) {
        jdbc.sql("""
                        INSERT INTO audit.export
                            (id, format, filter, first_sequence, last_sequence, checkpoint, issuer, subject, requested_at)
                        VALUES (:id, :format, :filter, :first, :last, :checkpoint, :issuer, :subject, :requestedAt)
                        """)
                .param("id", export.id())
                .param("format", export.format().name())
                .param("filter", export.filter().toString())
                .param("first", export.first())
                .param("last", export.last())
                .param("checkpoint", export.checkpoint().toString())
                .param("issuer", export.issuer())
                .param("subject", export.subject())
                .param("requestedAt", Timestamp.from(export.requestedAt()))
                .update();
    }

    Optional<Export> find(UUID id) {
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query((row, number) -> export(row))
                .optional();
    }

    /** Those of one person, the newest first. */
    List<Export> by(Person person) {
        return jdbc.sql(SELECT + "WHERE issuer = :issuer AND subject = :subject ORDER BY id DESC LIMIT " + MOST_LISTED)
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .query((row, number) -> export(row))
                .list();
    }

    /** Keeps what was written; the first measure stays. */
    void measured(UUID id, Export.Measure measure) {
        jdbc.sql("""
                        UPDATE audit.export SET count = :count, bytes = :bytes, digest = :digest
                        WHERE id = :id AND digest IS NULL
                        """)
                .param("count", measure.count())
                .param("bytes", measure.bytes())
                .param("digest", measure.digest().toString())
                .param("id", id)
                .update();
    }

    private static Export export(ResultSet row) throws SQLException {
        return new Export(
                row.getObject("id", UUID.class),
                Formats.find(row.getString("format"))
                        .orElseThrow(() -> new IllegalStateException("An export in a form that is not known here")),
                json(row.getString("filter")),
                row.getLong("first_sequence"),
                row.getLong("last_sequence"),
                SignedNote.parse(row.getString("checkpoint")),
                row.getString("issuer"),
                row.getString("subject"),
                row.getTimestamp("requested_at").toInstant(),
                measure(row));
    }

    private static Export.@Nullable Measure measure(ResultSet row) throws SQLException {
        String digest = row.getString("digest");
        return digest == null
                ? null
                : new Export.Measure(row.getLong("count"), row.getLong("bytes"), Digest.parse(digest));
    }

    private static JsonObject json(String text) {
        try {
            return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException e) {
            throw new IllegalStateException("An export with a filter that cannot be read", e);
        }
    }
}
