package dev.syndicate.contracts.chain;

import static dev.syndicate.contracts.chain.ChainFixture.KEY;
import static dev.syndicate.contracts.chain.ChainFixture.LOG;
import static dev.syndicate.contracts.chain.ChainFixture.ORIGIN;
import static dev.syndicate.contracts.chain.ChainFixture.signingKey;

import dev.syndicate.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A chain whose key is replaced by its record 4. */
final class RotationFixture {

    static final int SIZE = 11;
    static final int ROTATED_AT = 4;
    static final NoteSigningKey NEXT = signingKey(LOG, (byte) 8);

    private RotationFixture() {}

    static KeyRotation rotation(NoteSigningKey previous, NoteSigningKey next) {
        return new KeyRotation(
                previous.verificationKey(),
                next.verificationKey(),
                Optional.of(Instant.parse("2026-02-01T00:00:00.000000Z")));
    }

    static List<ChainRecord> chain() {
        return chain(rotation(KEY, NEXT), KeyRotation.EVENT_TYPE, KeyRotation.EVENT_ORIGIN);
    }

    static List<ChainRecord> chain(KeyRotation rotation, String type, String origin) {
        List<ChainRecord> chain = new ArrayList<>(ChainFixture.chain(ROTATED_AT));
        EventAsStored event = event(type, origin);
        chain.add(ChainFixture.next(
                LOG,
                chain,
                event,
                RecordBody.of(event, JsonObject.EMPTY.with(KeyRotation.MEMBER, rotation.json()))
                        .bytes()));
        for (int i = ROTATED_AT + 1; i < SIZE; i++) {
            chain.add(ChainFixture.record(LOG, chain, ChainFixture.event(i), "s-" + i));
        }
        return chain;
    }

    /** Signed by the first key, by both, and by the second alone. */
    static byte[] bundle(List<ChainRecord> chain) {
        return bundle(chain, List.of(signed(chain, 3, KEY), signed(chain, 6, KEY, NEXT), signed(chain, SIZE, NEXT)));
    }

    static byte[] bundle(List<ChainRecord> chain, List<SignedNote> notes) {
        return ChainFixture.bundle(BundleManifest.range(ORIGIN, CompactRange.empty(), chain.size(), notes), chain);
    }

    static SignedNote signed(List<ChainRecord> chain, int size, NoteSigningKey... keys) {
        return ChainFixture.checkpoint(ORIGIN, chain.subList(0, size), keys);
    }

    private static EventAsStored event(String type, String origin) {
        EventAsStored plain = ChainFixture.event(ROTATED_AT);
        return new EventAsStored(
                plain.position(),
                plain.eventId(),
                "Log",
                LOG.toString(),
                0,
                type,
                "1",
                "{}".getBytes(StandardCharsets.UTF_8),
                plain.metadata(),
                plain.occurredAt(),
                origin);
    }
}
