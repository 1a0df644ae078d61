package dev.syndicate.contracts.evidence;

import dev.syndicate.contracts.chain.BundleReport;
import dev.syndicate.contracts.chain.ChainVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of an archive found.
 *
 * @param verdict about the whole archive
 * @param bundle about the bundle inside; null when it was not come to
 * @param subject {@code action}, {@code session} or {@code period}; null when the manifest could not be read
 * @param population how many records lie in the period; null for other subjects
 * @param open whether the period ends with the chain, so that more may have been recorded since
 * @param files how many files the archive holds besides its manifest
 */
public record EvidenceReport(
        ChainVerdict verdict,
        @Nullable BundleReport bundle,
        @Nullable String subject,
        @Nullable Long population,
        boolean open,
        int files) {}
