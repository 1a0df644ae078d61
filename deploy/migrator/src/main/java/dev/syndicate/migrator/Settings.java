package dev.syndicate.migrator;

import java.nio.file.Path;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** What the environment says; a variable that is missing ends the program with status 2. */
record Settings(Map<String, String> environment) {

    /** A setting is not there. */
    static final class MissingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    PGSimpleDataSource administrator() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(required("SYNDICATE_DB_URL"));
        source.setUser(required("SYNDICATE_DB_USER"));
        source.setPassword(required("SYNDICATE_DB_PASSWORD"));
        source.setApplicationName("syndicate-migrator");
        return source;
    }

    Path directory(String name) {
        return Path.of(required(name));
    }

    String required(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new MissingException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
