package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.crypto.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * A public key as it is published, with the time for which it is in force. In its PEM file two lines may stand in front of the
 * block, where RFC 7468, section 2, lets explanatory text stand; without one of them there is no such bound.
 *
 * <pre>{@code
 * valid-from: 2026-12-01T00:00:00Z
 * valid-until: 2027-03-01T00:00:00Z
 * -----BEGIN PUBLIC KEY-----
 * ...
 * }</pre>
 *
 * @param from the first moment at which a permit that it signed is believed
 * @param until from then on none is: the key is retired
 */
record PublishedKey(VerificationKey key, Instant from, Instant until) {

    private static final String BLOCK = "-----BEGIN ";
    private static final String FROM = "valid-from:";
    private static final String UNTIL = "valid-until:";

    PublishedKey {
        Objects.requireNonNull(key, "key");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("valid-from lies before valid-until");
        }
    }

    static PublishedKey read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int block = Math.max(text.indexOf(BLOCK), 0);
        try {
            Instant from = Instant.MIN;
            Instant until = Instant.MAX;
            for (String line :
                    text.substring(0, block).lines().map(String::strip).toList()) {
                if (line.startsWith(FROM)) {
                    from = Instant.parse(line.substring(FROM.length()).strip());
                } else if (line.startsWith(UNTIL)) {
                    until = Instant.parse(line.substring(UNTIL.length()).strip());
                } else if (!line.isEmpty()) {
                    throw new IllegalArgumentException("only valid-from and valid-until stand in front of the block");
                }
            }
            return new PublishedKey(VerificationKey.parsePem(text.substring(block)), from, until);
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            throw new IOException(file + " is no published key: " + unreadable.getMessage(), unreadable);
        }
    }

    boolean isInForceAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
