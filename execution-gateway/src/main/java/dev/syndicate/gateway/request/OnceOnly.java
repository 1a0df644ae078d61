package dev.syndicate.gateway.request;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
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
    private final HttpServletRequest current;

    /** @param current stands for the request of whoever asks */
    OnceOnly(Idempotency idempotency, Turns turns, HttpServletRequest current) {
        this.idempotency = idempotency;
        this.turns = turns;
        this.current = current;
    }

    /**
     * Does the work in its turn, once for each key of the caller. The work gets the identifier of what it creates. Where the
     * client hung up while it waited for its turn nothing is done, and its key is not looked at.
     */
    public ResponseEntity<?> answer(
            @Nullable IdempotencyKey key, String caller, Digest request, Function<UUID, ResponseEntity<?>> work) {
        return turns.inTurn(queued -> {
            if (queued && !ClientPresence.isConnected(current)) {
                throw new ProblemException(
                        PlatformProblems.UNAVAILABLE, "The client hung up before its turn; nothing was done");
            }
            return once(key, caller, request, work);
        });
    }

    /** The same for what has happened already: that is recorded also where its client has hung up. */
    public ResponseEntity<?> report(
            @Nullable IdempotencyKey key, String caller, Digest request, Function<UUID, ResponseEntity<?>> work) {
        return turns.inTurn(() -> once(key, caller, request, work));
    }

    private ResponseEntity<?> once(
            @Nullable IdempotencyKey key, String caller, Digest request, Function<UUID, ResponseEntity<?>> work) {
        return idempotency.once(key, caller, request, id -> answered(work, id));
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
