package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.AdmissionLimits;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads JSON lines of bounded length; every line, the last one too, ends in a newline. */
final class BundleLines {

    private static final int MAX_LINE = 4 << 20;

    private final InputStream in;

    BundleLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line; empty at the end. A line without its end is {@link UnfinishedLineException}. */
    Optional<JsonObject> next() throws IOException {
        byte[] line = line();
        if (line.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.admitObject(line, new AdmissionLimits(MAX_LINE)));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException("A line of a bundle is a JSON object: " + e.getMessage(), e);
        }
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && line.size() == 0) {
                return new byte[0];
            }
            if (c < 0 || line.size() == MAX_LINE) {
                throw new UnfinishedLineException();
            }
            line.write(c);
        }
        if (line.size() == 0) {
            throw new IllegalArgumentException("A bundle has no empty lines");
        }
        return line.toByteArray();
    }

    /** The input ended, or went on for too long, inside a line. */
    static final class UnfinishedLineException extends IOException {

        private static final long serialVersionUID = 1L;

        UnfinishedLineException() {
            super("A line of the bundle has no end");
        }
    }
}
