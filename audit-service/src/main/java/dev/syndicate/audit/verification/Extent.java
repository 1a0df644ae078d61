package dev.syndicate.audit.verification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of each record is checked. */
enum Extent {
    /** Bytes, columns, the events behind the records, tables of leaves and subtrees, checkpoints, the head. */
    @JsonProperty("everything")
    EVERYTHING("everything"),
    /** Headers, body hashes, links, the tree and the checkpoints; no body is read and no other table. */
    @JsonProperty("chain")
    CHAIN("chain");

    private final String wireName;

    Extent(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
