package dev.syndicate.contracts.view;

import dev.syndicate.contracts.json.JsonValue;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of known secrets a view masks. What a mask stands for is nowhere in the view; that something is masked, of
 * which kind and how long, is. See docs/spec/view.md, section 7.
 */
public final class Masks {

    /** Nothing is masked: a {@code view/v1}. */
    public static final Masks NONE = new Masks(Set.of(), null);

    /** A shorter text is searched again sooner than it is found among those that were. */
    private static final int WORTH_REMEMBERING = 200;

    private final Set<SecretKind> kinds;
    private final @Nullable Map<String, List<Cut>> searched;

    private Masks(Set<SecretKind> kinds, @Nullable Map<String, List<Cut>> searched) {
        this.kinds = kinds;
        this.searched = searched;
    }

    /** Secrets of these kinds are masked; without any, nothing is. */
    public static Masks of(Collection<SecretKind> kinds) {
        return kinds.isEmpty() ? NONE : new Masks(Set.copyOf(kinds), null);
    }

    /** The same masks for one thread that shows one action several times: each long text of it is searched once. */
    public Masks remembering() {
        return isNone() || searched != null ? this : new Masks(kinds, new IdentityHashMap<>());
    }

    /** Every kind of known secret is masked: for a text of which it is not known yet what policy says. */
    public static Masks all() {
        return of(List.of(SecretKind.values()));
    }

    /** Whether no kind is masked, whatever a text holds. */
    public boolean isNone() {
        return kinds.isEmpty();
    }

    /** The kinds, in no order. */
    public Set<SecretKind> kinds() {
        return kinds;
    }

    /** A text in one line, masked and escaped; a line feed in it is escaped. */
    public ViewLine line(String text) {
        return new MaskedText(this).string(text).line();
    }

    /** A text and behind it a value in canonical form, all in one line; each string of the value is masked by itself. */
    public ViewLine line(String before, JsonValue value) {
        return new MaskedText(this).string(before).json(value).line();
    }

    /** Whether a text holds a secret that is masked. */
    public boolean finds(String text) {
        return !cuts(text).isEmpty();
    }

    List<Cut> cuts(String text) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return searched == null || text.length() < WORTH_REMEMBERING
                ? KnownSecrets.V1.in(text, kinds)
                : searched.computeIfAbsent(text, it -> KnownSecrets.V1.in(it, kinds));
    }
}
