package dev.syndicate.audit.log;

import dev.syndicate.contracts.chain.Adoption;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;

/**
 * What two people took on after a signed tail was lost, kept on the writer's volume: the writer needs it for the first
 * record of the new epoch, and the signer to go on from there.
 *
 * @param tree over the records that are left
 * @param leaf of the last record that is left, or the genesis
 * @param begun whether the signer has signed in the new epoch; from then on it excuses no missing state any more
 */
public record AdoptedTail(Adoption adoption, CompactRange tree, Hash leaf, boolean begun) {

    public AdoptedTail {
        if (tree.size() != adoption.first()) {
            throw new IllegalArgumentException("What is left ends where the lost tail begins");
        }
    }

    /** The new epoch. */
    public LogOrigin origin() {
        LogOrigin before = Checkpoint.parse(adoption.previous().text()).logOrigin();
        return new LogOrigin(before.log(), adoption.epoch() + 1);
    }

    /** The same, and the signer has begun. */
    public AdoptedTail asBegun() {
        return new AdoptedTail(adoption, tree, leaf, true);
    }

    static AdoptedTail parse(JsonObject json) {
        Adoption adoption = Adoption.parse(json.object("adoption"));
        CompactRange tree = CompactRange.of(
                adoption.first(),
                json.strings("frontier").stream().map(Hash::parse).toList());
        return new AdoptedTail(adoption, tree, Hash.parse(json.string("leaf")), json.bool("begun"));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("adoption", adoption.json())
                .put(
                        "frontier",
                        JsonArray.ofStrings(
                                tree.subtrees().stream().map(Hash::toString).toList()))
                .put("leaf", leaf.toString())
                .put("begun", begun)
                .build();
    }
}
