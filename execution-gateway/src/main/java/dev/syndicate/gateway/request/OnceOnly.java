package dev.syndicate.gateway.request;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.Problems;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Requests that may carry an Idempotency-Key. A refusal below 500 is an answer like any other and is kept; a failure is
 * not, and leaves the key free.
 */
@Component
public class OnceOnly {

    private final Idempotency idempotency;
    private final Turns turns;

    OnceOnly(Idempotency idempotency, Turns turns) {
        this.idempotency = idempotency;
        this.turns = turns;
    }

    /** Does the work in its turn, once for each key of the caller. The work gets the identifier of what it creates. */
    public ResponseEntity<?> answer(
            @Nullable IdempotencyKey key, String caller, Digest request, Function<UUID, ResponseEntity<?>> work) {
        return turns.inTurn(() -> idempotency.once(key, caller, request, id -> answered(work, id)));
    }

    private static ResponseEntity<?> answered(Function<UUID, ResponseEntity<?>> work, UUID id) {
        try {
            return work.apply(id);
        } catch (ProblemException refused) {
            if (refused.type().status() >= 500) {
                throw refused;
            }
            return Problems.answer(refused);
        }
    }
}
