package dev.syndicate.contracts.chain;

import java.util.Arrays;

/**
 * A record as it is stored and exported: the exact bytes of header and body.
 *
 * @param header {@link RecordHeader#LENGTH} bytes
 * @param body canonical JSON
 */
public record ChainRecord(byte[] header, byte[] body) {

    /** The leaf of these header bytes. */
    public Hash leaf() {
        return RecordHeader.leaf(header);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainRecord that
                && Arrays.equals(header, that.header)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(header) + Arrays.hashCode(body);
    }
}
