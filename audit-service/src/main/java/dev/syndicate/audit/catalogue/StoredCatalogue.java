package dev.syndicate.audit.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue as it is in the database now, and as the migrations leave it behind. */
@Component
class StoredCatalogue {

    /** Written by {@code CatalogueIT} from a fresh installation. */
    static final String INSTALLED = "installed.txt";

    private final JdbcClient jdbc;

    StoredCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As it is now. */
    Catalogue now() {
        String schema = jdbc.sql("""
                        SELECT max(version::bigint)::text FROM migration.schema_history
                        WHERE success AND version IS NOT NULL
                        """).query(String.class).single();
        return Catalogue.of(
                schema,
                jdbc.sql(resource("facts.sql"))
                        .query((row, number) -> new Catalogue.Fact(row.getString("about"), row.getString("fact")))
                        .list());
    }

    /** As it is after the migrations that this service was built with. */
    static Catalogue installed() {
        return Catalogue.parse(resource(INSTALLED));
    }

    private static String resource(String name) {
        try (InputStream in = StoredCatalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
