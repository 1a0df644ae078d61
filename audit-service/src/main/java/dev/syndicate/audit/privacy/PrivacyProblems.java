package dev.syndicate.audit.privacy;

import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Why nothing is erased or pruned. */
public final class PrivacyProblems {

    public static final ProblemType LEGAL_HOLD =
            new ProblemType("under-legal-hold", "A legal hold forbids to erase or prune this", 409);

    private PrivacyProblems() {}

    /** Ends the request where there are such holds. */
    public static void requireNone(List<UUID> holds) {
        if (!holds.isEmpty()) {
            throw new ProblemException(
                    LEGAL_HOLD,
                    "%d legal holds cover it; two people release each of them".formatted(holds.size()),
                    Map.of("holds", holds.stream().map(UUID::toString).toList()));
        }
    }
}
