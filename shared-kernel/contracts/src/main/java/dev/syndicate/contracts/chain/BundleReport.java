package dev.syndicate.contracts.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of a bundle found, and what it was that was verified.
 *
 * @param verdict what was found
 * @param kind range or selection; null when the manifest could not be read
 * @param records how many records were read and found in order
 * @param firstEpoch the epoch of the first of them; 0 when there is none
 * @param lastEpoch the epoch of the last of them
 * @param checkpoints how many signed checkpoints they lead to
 * @param keys the caller's keys, and behind them those to which the records led
 */
public record BundleReport(
        ChainVerdict verdict,
        BundleManifest.@Nullable Kind kind,
        long records,
        long firstEpoch,
        long lastEpoch,
        int checkpoints,
        List<NoteVerificationKey> keys) {}
