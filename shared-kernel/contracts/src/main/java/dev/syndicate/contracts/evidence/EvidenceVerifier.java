package dev.syndicate.contracts.evidence;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleReport;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies an archive of evidence as docs/spec/evidence.md, section 6, says, with nothing but trusted keys. */
public final class EvidenceVerifier {

    private static final DomainTag INTENT = new DomainTag("syndicate/intent/v1");
    private static final DomainTag ACTION = new DomainTag("syndicate/action/v1");

    private final Path file;
    private final Collection<NoteVerificationKey> trusted;
    private final BundleVerifier.RecordListener listener;
    private @Nullable BundleReport bundle;
    private @Nullable EvidenceManifest manifest;
    private @Nullable EvidenceRecords records;
    private int files;

    private EvidenceVerifier(
            Path file, Collection<NoteVerificationKey> trusted, BundleVerifier.RecordListener listener) {
        this.file = file;
        this.trusted = trusted;
        this.listener = listener;
    }

    /** Whether the file begins as an archive does, and not as a bundle. */
    public static boolean isArchive(Path file) throws IOException {
        return EvidenceArchive.begins(file);
    }

    /**
     * Reads the archive to its end.
     *
     * @param trusted keys of one log, at least one, from whoever asks for the verification
     * @param listener is told of the bundle's records, as by {@link BundleVerifier}
     * @throws IOException when the file cannot be read; what is wrong with it is a verdict
     */
    public static EvidenceReport verify(
            Path file, Collection<NoteVerificationKey> trusted, BundleVerifier.RecordListener listener)
            throws IOException {
        return new EvidenceVerifier(file, trusted, listener).report();
    }

    private EvidenceReport report() throws IOException {
        ChainVerdict verdict;
        try (EvidenceArchive archive = EvidenceArchive.open(file)) {
            verdict = verdict(archive);
        } catch (BrokenEvidenceException e) {
            verdict = e.broken();
        }
        EvidenceManifest stated = manifest;
        EvidenceRecords seen = records;
        boolean period = stated != null && stated.kind().equals("period");
        return new EvidenceReport(
                verdict,
                bundle,
                stated == null ? null : stated.kind(),
                period && seen != null ? Long.valueOf(seen.population()) : null,
                seen != null && seen.isOpen(),
                files);
    }

    private ChainVerdict verdict(EvidenceArchive archive) throws IOException, BrokenEvidenceException {
        EvidenceManifest stated = manifest(archive);
        manifest = stated;
        compareFiles(archive, stated);
        EvidenceRecords seen = new EvidenceRecords(stated, listener);
        records = seen;
        BundleReport found;
        try (InputStream in = archive.stream(EvidenceArchive.BUNDLE)) {
            found = BundleVerifier.report(in, trusted, null, seen);
        }
        bundle = found;
        if (!(found.verdict() instanceof ChainVerdict.Intact intact)) {
            return found.verdict();
        }
        boolean range = found.kind() == BundleManifest.Kind.RANGE;
        if (!intact.checkpoint().logOrigin().log().equals(stated.log())
                || range != stated.kind().equals("period")) {
            throw new BrokenEvidenceException(
                    ChainFault.SUBJECT, null, "The bundle is of another log or kind than the manifest says");
        }
        seen.requireSubject();
        requireContent(archive, stated, seen);
        return found.verdict();
    }

    private static EvidenceManifest manifest(EvidenceArchive archive) throws IOException, BrokenEvidenceException {
        try {
            return EvidenceManifest.parse(archive.manifest());
        } catch (IllegalArgumentException e) {
            throw new BrokenEvidenceException(ChainFault.BUNDLE_MALFORMED, null, String.valueOf(e.getMessage()));
        }
    }

    private void compareFiles(EvidenceArchive archive, EvidenceManifest stated)
            throws IOException, BrokenEvidenceException {
        for (Map.Entry<String, JsonObject> listed : stated.files().entrySet()) {
            if (!archive.entries().containsKey(listed.getKey())) {
                throw new BrokenEvidenceException(ChainFault.FILE_MISSING, null, listed.getKey() + " is not there");
            }
        }
        for (String name : archive.entries().keySet()) {
            JsonObject listed = stated.files().get(name);
            if (listed == null) {
                throw new BrokenEvidenceException(ChainFault.FILE_SURPLUS, null, name + " is not in the manifest");
            }
            if (!archive.matches(name, listed)) {
                throw new BrokenEvidenceException(
                        ChainFault.FILE_CHANGED, null, name + " is not the file that the manifest names");
            }
            files++;
        }
    }

    private static void requireContent(EvidenceArchive archive, EvidenceManifest stated, EvidenceRecords seen)
            throws IOException, BrokenEvidenceException {
        for (String name : archive.entries().keySet()) {
            boolean content = name.startsWith("content/");
            if (content || name.startsWith("policy/")) {
                requireNamed(name, seen, stated.contentIncluded() || !content);
                requireDigest(archive, stated, seen, name);
            }
        }
        for (Map.Entry<String, Long> named : seen.named().entrySet()) {
            boolean expected = stated.contentIncluded() || named.getKey().startsWith("policy/");
            if (expected
                    && !archive.entries().containsKey(named.getKey())
                    && !stated.absent().contains(named.getKey())) {
                throw broken(named.getValue(), named.getKey() + " is neither there nor said to be absent");
            }
        }
    }

    private static void requireNamed(String name, EvidenceRecords seen, boolean allowed)
            throws BrokenEvidenceException {
        if (!seen.isNamed(name) || !allowed) {
            throw broken(null, name + " is named by no record, or was to be left out");
        }
    }

    private static void requireDigest(
            EvidenceArchive archive, EvidenceManifest stated, EvidenceRecords seen, String name)
            throws IOException, BrokenEvidenceException {
        String hex = name.startsWith("content/")
                ? name.substring(8)
                : name.substring(name.indexOf('-') + 1, name.length() - 5);
        String sha256 =
                Optional.ofNullable(stated.files().get(name)).orElseThrow().string("sha256");
        if (!sha256.equals("sha256:" + hex)) {
            throw broken(seen.named().get(name), name + " does not have the digest that it is named by");
        }
        if (name.startsWith("content/")) {
            requireProposals(archive.bytes(name), seen, sha256);
        }
    }

    /** What was shown, approved and run is this text: its digests are those that the records state. */
    private static void requireProposals(byte[] content, EvidenceRecords seen, String digest)
            throws BrokenEvidenceException {
        for (EvidenceRecords.Proposal proposal : seen.proposals(digest)) {
            Optional<JsonObject> action = action(content);
            boolean same = action.isPresent()
                    && proposal.intent().equals(Optional.of(intent(action.get()).toString()))
                    && proposal.action()
                            .equals(Optional.of(ACTION.digest(content).toString()));
            if (!same) {
                throw broken(proposal.sequence(), "The action that the record names has other digests than it states");
            }
        }
    }

    private static Optional<JsonObject> action(byte[] content) {
        try {
            return Json.parseCanonical(content) instanceof JsonObject action ? Optional.of(action) : Optional.empty();
        } catch (InadmissibleJsonException e) {
            return Optional.empty();
        }
    }

    private static Digest intent(JsonObject action) {
        JsonObject intent = action.without("call");
        if (intent.find("session").orElse(null) instanceof JsonObject session) {
            intent = intent.with("session", session.without("turn"));
        }
        return INTENT.digest(CanonicalJson.bytes(intent));
    }

    private static BrokenEvidenceException broken(@Nullable Long sequence, String detail) {
        return new BrokenEvidenceException(ChainFault.CONTENT, sequence, detail);
    }
}
