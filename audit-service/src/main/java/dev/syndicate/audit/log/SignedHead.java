package dev.syndicate.audit.log;

import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;

/**
 * What the signer last signed, kept on its own volume: enough to go on from there without believing the database.
 *
 * @param tree the tree that was signed
 * @param leaf the last record's leaf, or the genesis
 * @param note the signed checkpoint
 */
public record SignedHead(LogOrigin origin, CompactRange tree, Hash leaf, SignedNote note) {

    public SignedHead {
        Checkpoint stated = Checkpoint.parse(note.text());
        if (!stated.origin().equals(origin.toString())
                || stated.size() != tree.size()
                || !stated.root().equals(tree.root())) {
            throw new IllegalArgumentException("The signed checkpoint is not about this tree");
        }
    }

    /** Signs this tree. */
    public static SignedHead sign(LogOrigin origin, CompactRange tree, Hash leaf, NoteSigningKey... keys) {
        String text = new Checkpoint(origin.toString(), tree.size(), tree.root()).text();
        SignedNote note = SignedNote.sign(text, keys);
        return new SignedHead(origin, tree.copy(), leaf, note);
    }

    /** Reads what {@link #json()} wrote; a note that is not this log's is an {@link IllegalArgumentException}. */
    static SignedHead parse(JsonObject json, LogKeys keys) {
        SignedNote note = SignedNote.parse(json.string("note"));
        if (!keys.isSigned(note)) {
            throw new IllegalArgumentException("The checkpoint in the state file is not signed by this log's key");
        }
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        return new SignedHead(
                checkpoint.logOrigin(),
                CompactRange.of(
                        checkpoint.size(),
                        json.strings("frontier").stream().map(Hash::parse).toList()),
                Hash.parse(json.string("leaf")),
                note);
    }

    JsonObject json() {
        return JsonObject.builder()
                .put(
                        "frontier",
                        JsonArray.ofStrings(
                                tree.subtrees().stream().map(Hash::toString).toList()))
                .put("leaf", leaf.toString())
                .put("note", note.toString())
                .build();
    }

    /** How many records are signed. */
    public long size() {
        return tree.size();
    }
}
