package dev.syndicate.contracts.crypto;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The public keys whose signatures are believed for one purpose; several while a key is being rotated. */
public final class TrustedKeys {

    private final Map<KeyId, VerificationKey> byId;

    private TrustedKeys(Collection<VerificationKey> keys) {
        this.byId = keys.stream()
                .collect(Collectors.toUnmodifiableMap(VerificationKey::id, key -> key, TrustedKeys::onlyTheSame));
    }

    /** Trusts exactly these keys. */
    public static TrustedKeys of(Collection<VerificationKey> keys) {
        return new TrustedKeys(keys);
    }

    /** Trusts exactly these keys. */
    public static TrustedKeys of(VerificationKey... keys) {
        return new TrustedKeys(List.of(keys));
    }

    /** The trusted key of this id, if there is one. */
    public Optional<VerificationKey> find(KeyId id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static VerificationKey onlyTheSame(VerificationKey one, VerificationKey other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException("Two different keys share the id " + one.id());
        }
        return one;
    }
}
