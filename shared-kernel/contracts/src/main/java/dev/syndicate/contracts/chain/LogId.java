package dev.syndicate.contracts.chain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.digest.DomainTag;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;

/**
 * Names one log for ever. It is part of the name of the log's key, so that trusting the key pins the log, and it fixes
 * the hash that the first record names as its predecessor.
 *
 * @param value a UUID, by convention of version 7; the text form is lowercase
 */
public record LogId(@JsonValue UUID value) {

    static final String NAME_PREFIX = "syndicate.dev/log/";
    private static final DomainTag GENESIS = new DomainTag("syndicate/genesis/v1");

    /** Reads the canonical, lowercase text form of the UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LogId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text) || !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("A log id is a UUID in lowercase");
        }
        return new LogId(value);
    }

    /** The log id inside a key name, {@code syndicate.dev/log/<log id>}. */
    public static LogId ofKeyName(String keyName) {
        if (!keyName.startsWith(NAME_PREFIX)) {
            throw new IllegalArgumentException("The name of an audit log's key is " + NAME_PREFIX + "<log id>");
        }
        return parse(keyName.substring(NAME_PREFIX.length()));
    }

    /** The name of this log's keys, {@code syndicate.dev/log/<log id>}. */
    public String keyName() {
        return NAME_PREFIX + value;
    }

    /** What the record with sequence 0 carries as its previous leaf. */
    public Hash genesis() {
        return Hash.of(GENESIS.digest(bytes()));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
