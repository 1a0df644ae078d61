package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.id.PermitId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The permits of one action. A spent one stays spent, also where its execution is refused. */
final class IssuedPermits {

    private final Map<PermitId, PermitIssued> issued = new LinkedHashMap<>();
    private final Set<PermitId> spent = new HashSet<>();
    private final Set<PermitId> revoked = new HashSet<>();

    void add(PermitIssued event) {
        issued.put(event.permit(), event);
    }

    void revoke(PermitRevoked event) {
        revoked.add(event.permit());
    }

    void spend(ExecutionIntended event) {
        spent.add(event.permit());
    }

    Optional<PermitIssued> find(PermitId permit) {
        return Optional.ofNullable(issued.get(permit));
    }

    /** The newest permit that could still be presented, by everything but the clock. */
    Optional<PermitIssued> usable() {
        return issued.values().stream()
                .filter(permit -> !isSpent(permit.permit()) && !isRevoked(permit.permit()))
                .reduce((_, newer) -> newer);
    }

    boolean isRevoked(PermitId permit) {
        return revoked.contains(permit);
    }

    boolean isSpent(PermitId permit) {
        return spent.contains(permit);
    }
}
