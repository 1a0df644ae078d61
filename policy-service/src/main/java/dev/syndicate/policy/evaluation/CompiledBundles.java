package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.policy.bundle.CompiledBundle;
import dev.syndicate.policy.bundle.PolicyBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compiled bundles by the digest of their bytes, which never changes; the least recently asked goes first. */
@Component
class CompiledBundles {

    private final ContentStore contents;
    private final Map<Digest, CompiledBundle> kept;

    CompiledBundles(ContentStore contents, EvaluationProperties properties) {
        this.contents = contents;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, CompiledBundle> eldest) {
                return size() > properties.bundles();
            }
        };
    }

    /** Throws {@link dev.syndicate.platform.content.ContentUnavailableException} when the stored bytes were altered. */
    CompiledBundle get(ContentRef bundle) {
        CompiledBundle known = known(bundle.digest());
        return known == null ? compiled(bundle) : known;
    }

    private @Nullable CompiledBundle known(Digest digest) {
        synchronized (kept) {
            return kept.get(digest);
        }
    }

    /** Outside the lock: two may compile the same, but nobody waits for another bundle's compilation. */
    private CompiledBundle compiled(ContentRef bundle) {
        CompiledBundle compiled = PolicyBundle.fromJson(contents.get(bundle)).compiled();
        synchronized (kept) {
            kept.put(bundle.digest(), compiled);
        }
        return compiled;
    }
}
