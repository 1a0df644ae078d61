package dev.syndicate.approval.explorer;

import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Base64;
import java.util.List;

/**
 * The way from a record's leaf to the root of a signed checkpoint, gone here once more.
 *
 * @param path the hashes between both
 * @param note the signed checkpoint
 * @param signature whose signature it is
 * @param leads whether the path leads from this record's bytes to the checkpoint's root
 */
public record Proof(List<String> path, long size, String root, String note, Signature signature, boolean leads) {

    static Proof of(JsonObject proof, SealedRecord record, PinnedKeys keys) {
        SignedNote note = SignedNote.parse(proof.string("checkpoint"));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        List<Hash> path = proof.strings("path").stream()
                .map(hash -> Hash.of(Base64.getDecoder().decode(hash)))
                .toList();
        return new Proof(
                path.stream().map(Hash::toString).toList(),
                checkpoint.size(),
                checkpoint.root().toString(),
                note.toString(),
                keys.judge(note),
                MerkleTree.provesInclusion(
                        record.sequence(), checkpoint.size(), record.leaf(), path, checkpoint.root()));
    }
}
