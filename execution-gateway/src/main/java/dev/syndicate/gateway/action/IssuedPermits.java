package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.id.PermitId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The permits of one action. A spent one stays spent, also where its execution is refused. */
final class IssuedPermits {

    private final Map<PermitId, PermitIssued> issued = new LinkedHashMap<>();
    private final Set<PermitId> spent = new HashSet<>();
    private final Set<PermitId> revoked = new HashSet<>();
    private final Set<PermitId> lapsed = new HashSet<>();

    void add(PermitIssued event) {
        issued.put(event.permit(), event);
    }

    void revoke(PermitRevoked event) {
        revoked.add(event.permit());
    }

    /** The votes behind all of them count no longer; nobody revoked them. */
    void lapse() {
        lapsed.addAll(issued.keySet());
    }

    void spend(ExecutionIntended event) {
        spent.add(event.permit());
    }

    Optional<PermitIssued> find(PermitId permit) {
        return Optional.ofNullable(issued.get(permit));
    }

    /** Those that could still be presented, by everything but the clock; the newest last. */
    List<PermitIssued> usable() {
        return issued.values().stream()
                .filter(permit -> !isSpent(permit.permit()))
                .filter(permit -> !revoked.contains(permit.permit()) && !lapsed.contains(permit.permit()))
                .toList();
    }

    /** Those that a revocation names: all that could be presented, or else the last one, so that no other can be had. */
    List<PermitIssued> revocable() {
        List<PermitIssued> usable = usable();
        return usable.isEmpty()
                ? issued.values().stream().skip(issued.size() - 1L).toList()
                : usable;
    }

    /** Whether an operator revoked them, and with them what they were issued for. */
    boolean areRevoked() {
        return !revoked.isEmpty();
    }

    boolean isSpent(PermitId permit) {
        return spent.contains(permit);
    }
}
