package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/keys")
@Tag(name = "Keys")
class KeyController {

    private final Rotations rotations;
    private final KeyChanges changes;
    private final LogKeys keys;

    KeyController(Rotations rotations, KeyChanges changes, LogKeys keys) {
        this.rotations = rotations;
        this.changes = changes;
        this.keys = keys;
    }

    /**
     * A key of the log.
     *
     * @param fingerprint SHA-256 of the vkey's text: {@code printf %s "$vkey" | sha256sum}
     * @param state {@code in-force}, {@code retired}, or {@code waiting} in the key directory
     * @param from the record that put it in force; absent for the first key and for one that waits
     * @param to the record that replaced it; absent while it is in force or waits
     * @param overlapUntil how long it signs beside its successor; absent while it is in force or waits
     */
    record KeyView(
            String vkey,
            String fingerprint,
            String state,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Instant overlapUntil) {}

    /**
     * The keys of the log, in the order in which they were in force.
     *
     * @param receiptKey id of the key that signs receipts
     */
    record KeysView(String log, List<KeyView> keys, String receiptKey) {}

    /**
     * @param next the vkey that is to follow
     * @param reason for the record; 1 to 1,000 characters
     */
    record RotationRequest(String next, String reason) {}

    /**
     * How far the change has come.
     *
     * @param rotated false while a second person has to confirm
     * @param by who has confirmed so far
     * @param expiresAt until when the second person can confirm; absent when rotated
     */
    record RotationView(
            String next,
            boolean rotated,
            List<Person> by,
            String reason,
            @Nullable Instant expiresAt) {}

    @Operation(summary = "The keys that sign checkpoints, with their fingerprints and the records that changed them")
    @GetMapping
    KeysView keys() {
        List<Rotations.Rotated> changed = rotations.onRecord();
        List<KeyView> views = new ArrayList<>();
        Long from = null;
        for (Rotations.Rotated rotated : changed) {
            Instant overlap = rotated.key().overlapUntil().orElse(null);
            views.add(view(rotated.key().previous(), "retired", from, rotated.sequence(), overlap));
            from = rotated.sequence();
        }
        views.add(view(rotations.inForce(), "in-force", from, null, null));
        keys.trusted().stream()
                .filter(key -> views.stream().noneMatch(shown -> shown.vkey().equals(key.toString())))
                .map(key -> view(key, "waiting", null, null, null))
                .toList()
                .forEach(views::add);
        String receipts = keys.receipts().verificationKey().id().toString();
        return new KeysView(keys.log().toString(), views, receipts);
    }

    @Operation(
            summary = "Replace the key that signs checkpoints; two different operators each do so",
            description = "The first one gets 202, the second one 200. The next key lies in the key directory already")
    @PostMapping("/rotations")
    ResponseEntity<RotationView> rotate(AuthenticatedPerson caller, @RequestBody RotationRequest request) {
        @Nullable String reason = request.reason();
        @Nullable String next = request.next();
        String key = next == null ? "" : next;
        return switch (changes.rotate(caller.person(), reason == null ? "" : reason, key)) {
            case Confirmation.Pending waiting ->
                ResponseEntity.accepted()
                        .body(new RotationView(
                                key, false, List.of(waiting.first()), waiting.reason(), waiting.expiresAt()));
            case Confirmation.Confirmed both ->
                ResponseEntity.ok(new RotationView(key, true, both.by(), both.reason(), null));
        };
    }

    private static KeyView view(
            NoteVerificationKey key,
            String state,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Instant overlapUntil) {
        String fingerprint =
                Digest.of(key.toString().getBytes(StandardCharsets.UTF_8)).toString();
        return new KeyView(key.toString(), fingerprint, state, from, to, overlapUntil);
    }
}
