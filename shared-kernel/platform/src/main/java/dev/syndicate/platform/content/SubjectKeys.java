package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ParameterCommitment;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.platform.content.JdbcSubjectKeys.WrappedKey;
import dev.syndicate.platform.id.Identifiers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys of persons, unwrapped for a short while. A key that was destroyed is forgotten when the database says so
 * ({@link KeyErasures}) and after {@code retention} at the latest; nothing can be read or written under it from the moment
 * of its destruction anyway, because every read and write asks the database for the key's row.
 */
public class SubjectKeys {

    private static final String DIRECTORY = "*";
    private static final int MOST = 10_000;

    private final JdbcSubjectKeys keys;
    private final @Nullable ContentMasters masters;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Duration retention;
    private final Map<String, Kept> bySubject = new ConcurrentHashMap<>();
    private final Map<UUID, Kept> byId = new ConcurrentHashMap<>();

    private record Kept(SubjectKey key, Instant until) {}

    /**
     * The keys in this database.
     *
     * @param masters absent in a service that has no part in what belongs to persons
     * @param retention how long an unwrapped key is kept
     */
    public SubjectKeys(
            JdbcClient jdbc,
            TransactionOperations transactions,
            @Nullable ContentMasters masters,
            Identifiers identifiers,
            Clock clock,
            Duration retention) {
        this.keys = new JdbcSubjectKeys(jdbc, transactions);
        this.masters = masters;
        this.identifiers = identifiers;
        this.clock = clock;
        this.retention = retention;
    }

    /** Whether this process can read and write what is somebody's. */
    boolean areHere() {
        return masters != null;
    }

    /** What stands for this person in the content tables. */
    public Pseudonym pseudonym(DataSubject person) {
        return Pseudonym.of(current(DIRECTORY).macKey(), person);
    }

    /** As {@link #pseudonym}, for who only looks; empty while nobody's content was ever kept. */
    public Optional<Pseudonym> find(DataSubject person) {
        return kept(bySubject, DIRECTORY, () -> load(DIRECTORY))
                .map(directory -> Pseudonym.of(directory.macKey(), person));
    }

    /** The key under which the person's content is encrypted and committed to now; made when there is none. */
    public UUID keyOf(DataSubject person) {
        return current(pseudonym(person).value()).id();
    }

    /**
     * The salt of a value at a place of a session, always the same while the key lives (docs/spec/canonical-action.md,
     * section 5). Empty once the key is destroyed.
     */
    public Optional<byte[]> salt(UUID key, SessionId session, String pointer) {
        return find(key).map(found -> ParameterCommitment.salt(found.macKey(), session, pointer));
    }

    /** The person's live key. */
    SubjectKey current(String subject) {
        return kept(
                        bySubject,
                        subject,
                        () -> load(subject).or(() -> {
                            create(subject);
                            return load(subject);
                        }))
                .orElseThrow(() -> new IllegalStateException("A key was made and is not there"));
    }

    /** The key of this id; empty once it is destroyed. */
    Optional<SubjectKey> find(UUID key) {
        return kept(byId, key, () -> unwrap(keys.ofKey(key)));
    }

    /** Forgets what this process knows of a person, or of everybody. */
    void forget(@Nullable String subject) {
        if (subject == null) {
            bySubject.clear();
            byId.clear();
        } else {
            bySubject.remove(subject);
            byId.values().removeIf(kept -> kept.key().subject().equals(subject));
        }
    }

    /** Wraps some of the keys that have no form under the current master yet; answers how many. */
    int rewrap(int limit) {
        ContentMaster current = masters().current();
        List<WrappedKey> waiting = keys.notUnder(current.id(), limit);
        waiting.forEach(key -> rewrap(key, current));
        return waiting.size();
    }

    private void rewrap(WrappedKey key, ContentMaster to) {
        try {
            byte[] wrapped = SubjectKey.rewrap(key.id(), key.subject(), key.wrapped(), master(key), to);
            keys.wrap(new WrappedKey(key.id(), key.subject(), to.id(), wrapped));
        } catch (GeneralSecurityException e) {
            throw broken(key, e);
        }
    }

    private Optional<SubjectKey> load(String subject) {
        return unwrap(keys.ofSubject(subject));
    }

    private void create(String subject) {
        UUID id = identifiers.next();
        ContentMaster master = masters().current();
        try {
            keys.insert(new WrappedKey(id, subject, master.id(), SubjectKey.generate(id, subject, master)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key could be made", e);
        }
    }

    private Optional<SubjectKey> unwrap(List<WrappedKey> forms) {
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        WrappedKey form = forms.stream()
                .filter(each -> masters().named(each.master()).isPresent())
                .findFirst()
                .orElse(forms.getFirst());
        try {
            return Optional.of(SubjectKey.unwrap(form.id(), form.subject(), form.wrapped(), master(form)));
        } catch (GeneralSecurityException e) {
            throw broken(form, e);
        }
    }

    private <K> Optional<SubjectKey> kept(Map<K, Kept> cache, K name, Supplier<Optional<SubjectKey>> load) {
        Instant now = clock.instant();
        Kept kept = cache.get(name);
        if (kept != null && kept.until().isAfter(now)) {
            return Optional.of(kept.key());
        }
        if (cache.size() >= MOST) {
            cache.clear();
        }
        Optional<SubjectKey> loaded = load.get();
        loaded.ifPresentOrElse(key -> cache.put(name, new Kept(key, now.plus(retention))), () -> cache.remove(name));
        return loaded;
    }

    private ContentMaster master(WrappedKey form) {
        return masters()
                .named(form.master())
                .orElseThrow(() -> new IllegalStateException(
                        "Key %s is wrapped under the master key %s, which is not in the key directory"
                                .formatted(form.id(), form.master())));
    }

    private ContentMasters masters() {
        if (masters == null) {
            throw new IllegalStateException("This service holds no " + MasterKeyFiles.CURRENT
                    + "; set syndicate.content.keys to the directory that has it");
        }
        return masters;
    }

    private static IllegalStateException broken(WrappedKey form, GeneralSecurityException cause) {
        return new IllegalStateException(
                "Key %s was altered, or is not wrapped under %s".formatted(form.id(), form.master()), cause);
    }
}
