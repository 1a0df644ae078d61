package dev.syndicate.audit.verification;

import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Where the scrub stands, on the writer's own volume: nobody who writes to the database can make it skip a record.
 *
 * @param tree over what this pass has verified
 * @param passStartedAt when this pass began
 * @param verifiedSince every record that existed then has been verified after this time
 */
record ScrubState(CompactRange tree, Instant passStartedAt, Instant verifiedSince) {

    static ScrubState first(Instant now) {
        return new ScrubState(CompactRange.empty(), now, now);
    }

    ScrubState at(CompactRange verified) {
        return new ScrubState(verified.copy(), passStartedAt, verifiedSince);
    }

    /** The pass has come to its end, and the next one begins. */
    ScrubState nextPass(Instant now) {
        return new ScrubState(CompactRange.empty(), now, passStartedAt);
    }

    /** The pass ended in front of a fault: everything is yet to be verified again. */
    ScrubState again(Instant now) {
        return new ScrubState(CompactRange.empty(), now, verifiedSince);
    }

    JsonObject json() {
        List<String> subtrees = tree.subtrees().stream().map(Hash::toString).toList();
        return JsonObject.builder()
                .put("size", tree.size())
                .put("tree", JsonArray.ofStrings(subtrees))
                .put("passStartedAt", passStartedAt.toString())
                .put("verifiedSince", verifiedSince.toString())
                .build();
    }

    /** Reads what {@link #json()} wrote. */
    static ScrubState parse(JsonObject json) {
        List<Hash> subtrees = json.strings("tree").stream().map(Hash::parse).toList();
        return new ScrubState(
                CompactRange.of(json.integer("size"), subtrees),
                Instant.parse(json.string("passStartedAt")),
                Instant.parse(json.string("verifiedSince")));
    }
}
