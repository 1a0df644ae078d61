package dev.syndicate.contracts.evidence;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.CheckedRecord;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the records say of the subject, of content and of policy versions (docs/spec/evidence.md, sections 4 and 5). */
final class EvidenceRecords implements BundleVerifier.RecordListener {

    private static final String PROPOSED = "dev.syndicate.contracts.execution.ActionProposed";
    private static final String SESSION_OPENED = "dev.syndicate.contracts.session.SessionOpened";
    private static final Set<String> POLICY =
            Set.of("dev.syndicate.contracts.policy.PolicyPublished", "dev.syndicate.contracts.policy.PolicyActivated");

    private final EvidenceManifest manifest;
    private final BundleVerifier.RecordListener next;
    private final Set<String> sessions = new HashSet<>();
    private final List<Leaned> others = new ArrayList<>();
    /** Content and policy files that records of the subject name, with the first of these records. */
    private final Map<String, Long> named = new LinkedHashMap<>();

    private final Set<String> namedByAny = new HashSet<>();
    private final Map<String, List<Proposal>> proposals = new LinkedHashMap<>();
    private long ofSubject;
    private long firstOfSubject = -1;
    private long lastOfSubject = -1;
    private boolean startsEarly;
    private boolean started;
    private boolean open;

    /** What a record says of an action whose content it names. */
    record Proposal(long sequence, Optional<String> intent, Optional<String> action) {}

    private record Leaned(long sequence, String type, Optional<String> session, Optional<String> version) {}

    EvidenceRecords(EvidenceManifest manifest, BundleVerifier.RecordListener next) {
        this.manifest = manifest;
        this.next = next;
    }

    @Override
    public void begins(BundleManifest bundle) {
        next.begins(bundle);
    }

    @Override
    public void accept(CheckedRecord record) {
        RecordHeader header = record.header();
        if (header != null) {
            accept(header, record.body());
        }
        next.accept(record);
    }

    private void accept(RecordHeader header, RecordBody body) {
        boolean own = isOfSubject(header, body);
        List<String> files = files(body.json());
        namedByAny.addAll(files);
        if (own) {
            ofSubject++;
            firstOfSubject = firstOfSubject < 0 ? header.sequence() : firstOfSubject;
            lastOfSubject = header.sequence();
            body.session().ifPresent(sessions::add);
            files.forEach(file -> named.putIfAbsent(file, header.sequence()));
        } else if (!manifest.kind().equals("period")) {
            others.add(new Leaned(
                    header.sequence(), body.eventType(), body.session(), text(body.json(), "policy", "version")));
        }
        if (body.eventType().equals(PROPOSED)) {
            parameters(body.json())
                    .ifPresent(digest -> proposals
                            .computeIfAbsent(digest, it -> new ArrayList<>())
                            .add(new Proposal(
                                    header.sequence(),
                                    text(body.json(), "digests", "intentAtApproval"),
                                    text(body.json(), "digests", "action"))));
        }
    }

    private boolean isOfSubject(RecordHeader header, RecordBody body) {
        if (!manifest.kind().equals("period")) {
            Optional<String> id = manifest.kind().equals("action") ? body.actionId() : body.session();
            return id.equals(Optional.of(manifest.subject().string("id")));
        }
        Instant at = header.recordedAt();
        boolean early = at.isBefore(EvidenceManifest.time(manifest.subject().string("from")));
        boolean late = !at.isBefore(EvidenceManifest.time(manifest.subject().string("to")));
        if (!started) {
            startsEarly = early || header.sequence() == 0;
        }
        started = true;
        open = !late;
        return !early && !late;
    }

    /** Sees that there is nothing beside the subject, and what it leans on. */
    void requireSubject() throws BrokenEvidenceException {
        if (manifest.kind().equals("period")) {
            requirePopulation();
            return;
        }
        for (Leaned other : others) {
            boolean opening = manifest.kind().equals("action")
                    && other.type().equals(SESSION_OPENED)
                    && other.session().filter(sessions::contains).isPresent();
            boolean policy = POLICY.contains(other.type())
                    && other.version()
                            .map(EvidenceRecords::policyFile)
                            .filter(named::containsKey)
                            .isPresent();
            if (!opening && !policy) {
                throw new BrokenEvidenceException(
                        ChainFault.SUBJECT, other.sequence(), "The record is not of the subject, nor leaned on by it");
            }
        }
        if (ofSubject == 0) {
            throw new BrokenEvidenceException(ChainFault.SUBJECT, null, "No record is of the subject");
        }
    }

    private void requirePopulation() throws BrokenEvidenceException {
        JsonObject stated = manifest.population().orElse(JsonObject.EMPTY);
        boolean same = stated.integer("count") == ofSubject
                && stated.findInteger("first").equals(ofSubject == 0 ? Optional.empty() : Optional.of(firstOfSubject))
                && stated.findInteger("last").equals(ofSubject == 0 ? Optional.empty() : Optional.of(lastOfSubject));
        if (!same || !startsEarly) {
            throw new BrokenEvidenceException(
                    ChainFault.POPULATION,
                    null,
                    "The records prove " + ofSubject + " in the period, not what is stated");
        }
    }

    Map<String, Long> named() {
        return named;
    }

    boolean isNamed(String file) {
        return namedByAny.contains(file);
    }

    List<Proposal> proposals(String digest) {
        return proposals.getOrDefault(digest, List.of());
    }

    long population() {
        return ofSubject;
    }

    boolean isOpen() {
        return manifest.kind().equals("period") && open;
    }

    private static List<String> files(JsonObject body) {
        List<String> files = new ArrayList<>();
        parameters(body).ifPresent(digest -> files.add("content/" + digest.substring(digest.indexOf(':') + 1)));
        for (Optional<String> version : List.of(
                text(body, "policy", "version"),
                text(body, "policy", "inForce"),
                text(body, "authority", "policyVersion"))) {
            version.ifPresent(it -> files.add(policyFile(it)));
        }
        return files;
    }

    static String policyFile(String version) {
        return "policy/" + version.replace(':', '-') + ".json";
    }

    private static Optional<String> parameters(JsonObject body) {
        return object(body, "action").flatMap(action -> text(action, "parameters", "digest"));
    }

    private static Optional<String> text(JsonObject holder, String outer, String name) {
        return object(holder, outer)
                .flatMap(inner -> inner.find(name))
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value());
    }

    private static Optional<JsonObject> object(JsonObject holder, String name) {
        return holder.find(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }
}
