package dev.syndicate.contracts.chain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What is wrong with a chain, a bundle, or the database that holds it. The wire names are for ever. */
public enum ChainFault {
    /** There is nothing to verify. */
    EMPTY("empty"),
    /** The bundle cannot be read as docs/spec/chain-format.md says. */
    BUNDLE_MALFORMED("bundle-malformed"),
    /** Fewer records than stated, or a last line without its end. */
    TRUNCATED("truncated"),
    /** More records than stated. */
    SURPLUS("surplus"),
    /** A checkpoint note cannot be read. */
    CHECKPOINT_MALFORMED("checkpoint-malformed"),
    /** The trusted key did not sign the checkpoint. */
    CHECKPOINT_SIGNATURE("checkpoint-signature"),
    /** The checkpoint is not about these records. */
    CHECKPOINT_MISMATCH("checkpoint-mismatch"),
    /** A header is not 140 bytes of a known format. */
    HEADER_MALFORMED("header-malformed"),
    /** A record of another log. */
    WRONG_LOG("wrong-log"),
    /** The epoch falls, or is beyond the checkpoint's. */
    WRONG_EPOCH("wrong-epoch"),
    /** A record is missing, doubled or not in its place. */
    SEQUENCE("sequence"),
    /** A new epoch that no two people adopted, or not as the record says. */
    ADOPTION("adoption"),
    /** Recorded before the record in front of it. */
    RECORDED_AT("recorded-at"),
    /** The body is not the one that the header names. */
    BODY_HASH("body-hash"),
    /** The body is not canonical JSON of a known schema. */
    BODY_MALFORMED("body-malformed"),
    /** The record is not the one that its successor names. */
    LINK("link"),
    /** The records do not make the tree that was signed. */
    TREE_ROOT("tree-root"),
    /** An inclusion proof does not lead to the signed root. */
    INCLUSION("inclusion"),
    /** An indexed column differs from the bytes that it was extracted from. */
    COLUMN("column"),
    /** A stored subtree hash differs from the recomputed one. */
    SUBTREE("subtree"),
    /** The writer's head row differs from the records. */
    HEAD("head"),
    /** The row in the event store is not the event that was recorded. */
    EVENT_CHANGED("event-changed"),
    /** A record's event is not in the event store. */
    EVENT_MISSING("event-missing"),
    /** An event that is older than the head has no record. */
    EVENT_UNRECORDED("event-unrecorded"),
    /** The database holds another history than the signer last saw. */
    SIGNER_STATE("signer-state"),
    /** A leaf in the leaf table differs from the records. */
    LEAF("leaf"),
    /** What says whether the chain is clear is missing, in the database or on the writer's volume. */
    LATCH_MISSING("latch-missing"),
    /** A trigger, privilege, owner, constraint or setting of the database is not as installed. */
    CATALOGUE("catalogue"),
    /** Evidence: a file that its manifest names is not in the archive. */
    FILE_MISSING("file-missing"),
    /** Evidence: a file is in the archive that its manifest does not name. */
    FILE_SURPLUS("file-surplus"),
    /** Evidence: a file is not the one that its manifest names. */
    FILE_CHANGED("file-changed"),
    /** Evidence: the bundle is not about what the manifest says. */
    SUBJECT("subject"),
    /** Evidence: the period holds other records than the manifest counts. */
    POPULATION("population"),
    /** Evidence: content or a policy bundle is not what records name. */
    CONTENT("content");

    private final String wireName;

    ChainFault(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name in JSON, events and on screen. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. */
    @JsonCreator
    public static ChainFault of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a chain fault: " + wireName));
    }
}
