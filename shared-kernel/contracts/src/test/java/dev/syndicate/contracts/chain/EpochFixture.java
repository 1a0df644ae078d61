package dev.syndicate.contracts.chain;

import static dev.syndicate.contracts.chain.ChainFixture.KEY;
import static dev.syndicate.contracts.chain.ChainFixture.LOG;
import static dev.syndicate.contracts.chain.ChainFixture.ORIGIN;
import static dev.syndicate.contracts.chain.ChainFixture.event;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A chain whose tail was lost and adopted: six records of epoch 1, nine of which were signed, and five of epoch 2. */
final class EpochFixture {

    static final int LEFT = 6;
    static final int SIZE = 11;
    static final LogOrigin SECOND = new LogOrigin(LOG, 2);
    static final Person ADA = person("ada");
    static final Person OLA = person("ola");

    private EpochFixture() {}

    static Person person(String subject) {
        return new Person("https://id.example", subject, subject, List.of("pwd"));
    }

    /** The last checkpoint of epoch 1; the records 6 to 8 that it covers are lost. */
    static SignedNote lost() {
        return ChainFixture.checkpoint(ChainFixture.chain(9));
    }

    static Adoption adoption() {
        return Adoption.of(
                lost(), LEFT, List.of(ADA, OLA), "restored a backup", Instant.parse("2026-01-31T10:00:05.500000Z"));
    }

    static List<ChainRecord> chain() {
        return chain(adoption().json());
    }

    static List<ChainRecord> chain(JsonValue adoption) {
        return chain(SECOND, JsonObject.EMPTY.with(Adoption.MEMBER, adoption));
    }

    static List<ChainRecord> chain(LogOrigin second, JsonObject firstFacts) {
        List<ChainRecord> chain = new ArrayList<>(ChainFixture.chain(LEFT));
        for (int i = LEFT; i < SIZE; i++) {
            JsonObject facts = i == LEFT ? firstFacts : JsonObject.EMPTY;
            chain.add(ChainFixture.next(
                    second, chain, event(i), RecordBody.of(event(i), facts).bytes()));
        }
        return chain;
    }

    static byte[] bundle(List<ChainRecord> chain) {
        return bundle(chain, SECOND);
    }

    static byte[] bundle(List<ChainRecord> chain, LogOrigin head) {
        List<SignedNote> notes = List.of(
                ChainFixture.checkpoint(ORIGIN, chain.subList(0, 5), KEY), ChainFixture.checkpoint(head, chain, KEY));
        return ChainFixture.bundle(BundleManifest.range(head, CompactRange.empty(), chain.size(), notes), chain);
    }
}
