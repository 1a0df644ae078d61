package dev.syndicate.migrator;

import dev.syndicate.contracts.digest.Digest;
import java.util.UUID;

/**
 * A range that two people let go, as the service kept it.
 *
 * @param checkpointSize of the checkpoint that the archive leads to
 */
record ApprovedRange(UUID event, long first, long last, long epoch, long checkpointSize, Digest archive) {

    String fileName() {
        return "records-%012d-%012d.jsonl".formatted(first, last);
    }
}
