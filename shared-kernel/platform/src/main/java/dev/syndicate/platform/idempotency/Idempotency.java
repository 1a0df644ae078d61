package dev.syndicate.platform.idempotency;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.idempotency.IdempotencyKeys.Claim;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a request that is sent again the same effect and the same answer.
 *
 * <p>The first request with a key claims it, with an identifier for what it will create. The work runs outside any
 * transaction of this class and must be safe to run again with that identifier: a service that dies in the middle leaves
 * a claim whose lease ends, and the next request with the key runs the work again with the same identifier. Once the
 * work has answered, every later request gets that answer, byte for byte. Work that throws leaves the key free: nothing
 * was answered, so the client decides anew.
 */
public class Idempotency {

    /** On an answer that was given before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private final IdempotencyKeys keys;
    private final Identifiers identifiers;
    private final JsonMapper json;

    Idempotency(IdempotencyKeys keys, Identifiers identifiers, JsonMapper json) {
        this.keys = keys;
        this.identifiers = identifiers;
        this.json = json;
    }

    /**
     * Runs the work unless it has been answered already. A request without a key is a new one each time.
     *
     * @param key from the request, if it had one; keys of different principals never meet
     * @param principal whose key it is: issuer and subject, or the session
     * @param request the digest of everything that the answer depends on: method, path and body
     * @param work gets the identifier for what it creates, and returns the answer, of which status, body and Location
     *     are kept. Server errors are for throwing.
     * @throws ProblemException {@code idempotency-key-reused} when the key came with another request, and
     *     {@code request-in-progress} while the first one is being worked on
     */
    public ResponseEntity<?> once(
            @Nullable IdempotencyKey key, String principal, Digest request, Function<UUID, ResponseEntity<?>> work) {
        return key == null ? work.apply(identifiers.next()) : claimed(key, principal, request, work);
    }

    private ResponseEntity<byte[]> claimed(
            IdempotencyKey key, String principal, Digest request, Function<UUID, ResponseEntity<?>> work) {
        return switch (keys.claim(principal, key, request)) {
            case Claim.Ours ours -> run(key, principal, ours, work);
            case Claim.Answered answered -> answered.answer().toResponse(true);
            case Claim.OtherRequest other ->
                throw new ProblemException(
                        PlatformProblems.IDEMPOTENCY_KEY_REUSED, "Choose a new key for a new request");
            case Claim.InProgress busy ->
                throw new ProblemException(
                        PlatformProblems.REQUEST_IN_PROGRESS, "Send it again when the first one has been answered");
        };
    }

    private ResponseEntity<byte[]> run(
            IdempotencyKey key, String principal, Claim.Ours claim, Function<UUID, ResponseEntity<?>> work) {
        try {
            StoredAnswer answer = StoredAnswer.of(work.apply(claim.resource()), json);
            keys.answer(principal, key, claim, answer);
            return answer.toResponse(false);
        } catch (RuntimeException failed) {
            release(key, principal, claim, failed);
            throw failed;
        }
    }

    private void release(IdempotencyKey key, String principal, Claim.Ours claim, RuntimeException failed) {
        try {
            keys.release(principal, key, claim);
        } catch (RuntimeException noDatabase) {
            failed.addSuppressed(noDatabase);
        }
    }
}
