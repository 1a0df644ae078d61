-- The audit chain: records, the tree over them, signed checkpoints, the writer's head, findings and the latch.
-- audit_service may INSERT and SELECT here (V100 says so for the whole schema); what it may UPDATE is granted below,
-- column by column. Detection never rests on any of this, only on the cryptography.

CREATE TABLE audit.record (
    sequence           bigint      NOT NULL,
    header             bytea       NOT NULL,
    body               bytea       NOT NULL,
    -- Extracted from the bytes, for queries; verification compares them.
    event_id           uuid        NOT NULL,
    event_type         text        NOT NULL,
    event_position     bigint      NOT NULL,
    aggregate_id       text        NOT NULL,
    aggregate_sequence bigint      NOT NULL,
    workspace          text,
    session_id         text,
    action_id          text,
    principal          text,
    outcome            text,
    occurred_at        timestamptz NOT NULL,
    recorded_at        timestamptz NOT NULL,
    CONSTRAINT record_pk PRIMARY KEY (sequence),
    CONSTRAINT record_event_once UNIQUE (event_id),
    CONSTRAINT record_sequence_not_negative CHECK (sequence >= 0),
    CONSTRAINT record_header_length CHECK (octet_length(header) = 140)
);
-- Bytes of JSON with many distinct identifiers hardly shrink, and verification reads every one of them.
ALTER TABLE audit.record ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX record_session ON audit.record (session_id, sequence) WHERE session_id IS NOT NULL;
CREATE INDEX record_action ON audit.record (action_id, sequence) WHERE action_id IS NOT NULL;
CREATE INDEX record_outcome ON audit.record (outcome, sequence) WHERE outcome IS NOT NULL;
CREATE INDEX record_type ON audit.record (event_type, sequence);
CREATE INDEX record_occurred ON audit.record (occurred_at, sequence);

-- Complete subtrees of 2^level leaves, for the levels 8, 16, 24 …: a proof reads at most 255 hashes a level.
CREATE TABLE audit.subtree (
    level smallint NOT NULL,
    index bigint   NOT NULL,
    hash  bytea    NOT NULL,
    CONSTRAINT subtree_pk PRIMARY KEY (level, index),
    CONSTRAINT subtree_hash_length CHECK (octet_length(hash) = 32)
);

CREATE TABLE audit.checkpoint (
    epoch     bigint      NOT NULL,
    size      bigint      NOT NULL,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    CONSTRAINT checkpoint_pk PRIMARY KEY (epoch, size)
);

-- Every violation that was found; the digest names it, so that the same one found again is no new row.
CREATE TABLE audit.finding (
    digest   text        NOT NULL,
    epoch    bigint      NOT NULL,
    code     text        NOT NULL,
    sequence bigint      NOT NULL,
    detail   text        NOT NULL,
    found_at timestamptz NOT NULL,
    CONSTRAINT finding_pk PRIMARY KEY (digest)
);

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.record
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.record
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.subtree
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.subtree
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.checkpoint
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.finding
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.finding
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
-- ALWAYS: they also fire under session_replication_role = replica.
ALTER TABLE audit.record ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.record ENABLE ALWAYS TRIGGER refuse_truncate;
ALTER TABLE audit.subtree ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.subtree ENABLE ALWAYS TRIGGER refuse_truncate;
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER refuse_truncate;
ALTER TABLE audit.finding ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.finding ENABLE ALWAYS TRIGGER refuse_truncate;

-- Where the one writer stands, and who it is. The term fences: a writer that was taken over finds no row to update.
-- term, holder and lease are not hashed.
CREATE TABLE audit.head (
    log_id      uuid        NOT NULL,
    epoch       bigint      NOT NULL,
    size        bigint      NOT NULL,
    leaf        bytea       NOT NULL,
    frontier    bytea       NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    term        bigint      NOT NULL,
    holder      text        NOT NULL,
    lease_until timestamptz NOT NULL,
    CONSTRAINT head_pk PRIMARY KEY (log_id),
    CONSTRAINT head_only_one CHECK (size >= 0 AND epoch >= 1 AND term >= 0)
);
-- There is one log in a database, and one head.
CREATE UNIQUE INDEX head_single ON audit.head ((true));
GRANT UPDATE (epoch, size, leaf, frontier, position, recorded_at, term, holder, lease_until)
    ON audit.head TO audit_service;

-- Positive clearance: without this row, or without clear, no receipt is signed.
CREATE TABLE audit.latch (
    log_id     uuid        NOT NULL,
    clear      boolean     NOT NULL,
    finding    text,
    changed_at timestamptz NOT NULL,
    CONSTRAINT latch_pk PRIMARY KEY (log_id),
    CONSTRAINT latch_names_its_finding CHECK (clear = (finding IS NULL))
);
CREATE UNIQUE INDEX latch_single ON audit.latch ((true));
GRANT UPDATE (clear, finding, changed_at) ON audit.latch TO audit_service;

CREATE TABLE audit.verification (
    id              uuid        NOT NULL,
    state           text        NOT NULL,
    requested_by    text,
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    first_sequence  bigint,
    last_sequence   bigint,
    intact          boolean,
    code            text,
    broken_sequence bigint,
    detail          text,
    CONSTRAINT verification_pk PRIMARY KEY (id),
    CONSTRAINT verification_state CHECK (state IN ('running', 'completed', 'failed'))
);
GRANT UPDATE (state, finished_at, first_sequence, last_sequence, intact, code, broken_sequence, detail)
    ON audit.verification TO audit_service;
