package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies the log of a service, of which two people may have let records go. */
final class LogVerification {

    private final Api audit;

    /** With audit-service as an auditor or operator sees it. */
    LogVerification(Api audit) {
        this.audit = audit;
    }

    /** By audit-service: everything that its database holds. */
    LogVerdict there() {
        JsonNode verification = new OnlineVerification(audit).completed(OnlineVerification.Extent.EVERYTHING);
        List<PrunedRange> pruned = PrunedRange.of(audit);
        requireListed(verification.path("pruned").asLong(), pruned);
        return LogVerdict.ofService(Verdict.of(verification), pruned);
    }

    /** Which records were not read is known from the list alone; more may have gone since, but never fewer. */
    private static void requireListed(long gone, List<PrunedRange> pruned) {
        long listed = pruned.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
        if (listed < gone) {
            throw new UnreadableException(
                    "audit-service went past %d records that are gone, and lists %d: nothing can be said of which."
                            .formatted(gone, listed));
        }
    }

    /**
     * Here: what audit-service gives away, which begins behind the last gap, and archives of what is gone. Controls are
     * judged by nobody else either.
     *
     * @param pruned what is gone
     * @param since a checkpoint that was kept from before, to be led through
     */
    LogVerdict here(
            List<PrunedRange> pruned, List<Path> keys, @Nullable Path since, boolean controls, List<Path> archives) {
        long from = pruned.isEmpty() ? 0 : pruned.getLast().last() + 1;
        OfflineVerification verification = new OfflineVerification(keys, since, controls);
        verification.requireReachableFrom(from);
        OfflineVerification ofArchives = new OfflineVerification(keys, null, controls);
        List<ArchiveVerdict> verdicts = archives.stream()
                .map(archive -> ArchiveVerdict.of(archive, ofArchives))
                .toList();
        return LogVerdict.ofDownload(downloaded(from, verification), from, pruned, verdicts);
    }

    private Verdict downloaded(long from, OfflineVerification verification) {
        try {
            Path range = Files.createTempFile("syndicate-", ".jsonl");
            try {
                audit.download("/v1/export?first=" + from, range).orRefused();
                return verification.of(range);
            } finally {
                Files.delete(range);
            }
        } catch (IOException failure) {
            throw new UnreadableException("Cannot keep what was downloaded: " + failure.getMessage(), failure);
        } catch (RefusedException notLetIn) {
            throw new UnreadableException("No records were given. " + notLetIn.getMessage(), notLetIn);
        }
    }
}
