-- Records by range of sequence, so that old ranges can be archived and pruned; the leaves stay in one table for ever,
-- because they carry the tree and make an event unique, which no partition could do by itself.
-- Rows from before are moved by the next migration, which extracts their terms.

DROP TRIGGER refuse_change ON audit.record;
DROP TRIGGER refuse_truncate ON audit.record;
DROP INDEX audit.record_session;
DROP INDEX audit.record_action;
DROP INDEX audit.record_outcome;
DROP INDEX audit.record_type;
DROP INDEX audit.record_occurred;
ALTER TABLE audit.record RENAME TO record_unpartitioned;
ALTER INDEX audit.record_pk RENAME TO record_unpartitioned_pk;
REVOKE ALL ON audit.record_unpartitioned FROM audit_service;

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
    -- 'principal:dana', 'digest:sha256:…', 'word:deploy': what a record is found by; RecordTerms in contracts.
    terms              text[]      NOT NULL,
    CONSTRAINT record_pk PRIMARY KEY (sequence),
    CONSTRAINT record_sequence_not_negative CHECK (sequence >= 0),
    CONSTRAINT record_header_length CHECK (octet_length(header) = 140)
) PARTITION BY RANGE (sequence);
-- Bytes of JSON with many distinct identifiers hardly shrink, and verification reads every one of them.
ALTER TABLE audit.record ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX record_session ON audit.record (session_id, sequence) WHERE session_id IS NOT NULL;
CREATE INDEX record_action ON audit.record (action_id, sequence) WHERE action_id IS NOT NULL;
CREATE INDEX record_outcome ON audit.record (outcome, sequence) WHERE outcome IS NOT NULL;
CREATE INDEX record_type ON audit.record (event_type, sequence);
CREATE INDEX record_occurred ON audit.record (occurred_at, sequence);
-- Without a pending list: no append ever pays for the ones before it.
CREATE INDEX record_terms ON audit.record USING gin (terms) WITH (fastupdate = off);

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.record
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.record
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE audit.record ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.record ENABLE ALWAYS TRIGGER refuse_truncate;

CREATE TABLE audit.leaf (
    sequence bigint NOT NULL,
    event_id uuid   NOT NULL,
    hash     bytea  NOT NULL,
    CONSTRAINT leaf_pk PRIMARY KEY (sequence),
    CONSTRAINT leaf_event_once UNIQUE (event_id),
    CONSTRAINT leaf_sequence_not_negative CHECK (sequence >= 0),
    CONSTRAINT leaf_hash_length CHECK (octet_length(hash) = 32)
);
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.leaf
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.leaf
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE audit.leaf ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.leaf ENABLE ALWAYS TRIGGER refuse_truncate;

-- How many records a new partition holds. Nobody but the owner can change it.
CREATE TABLE audit.partition_size (
    records bigint NOT NULL,
    CONSTRAINT partition_size_positive CHECK (records > 0)
);
CREATE UNIQUE INDEX partition_size_single ON audit.partition_size ((true));
REVOKE INSERT ON audit.partition_size FROM audit_service;
INSERT INTO audit.partition_size (records) VALUES (1000000);

-- The first sequence that no partition takes.
CREATE FUNCTION audit.partition_end() RETURNS bigint
    LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT coalesce(max(substring(
        pg_catalog.pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''(\d+)''\)')::bigint), 0)
    FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit.record'::pg_catalog.regclass
$$;

-- Makes the next partition, and only that one, unless more than two lie ahead already; answers partition_end().
-- CREATE and ATTACH, because CREATE … PARTITION OF would lock out readers and the writer. Who appends needs no right on
-- a partition itself, and TRUNCATE of one would pass by the parent's triggers.
CREATE FUNCTION audit.make_next_partition() RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET lock_timeout = '1s'
AS $$
DECLARE
    size      bigint;
    first     bigint;
    recorded  bigint;
    partition text;
BEGIN
    LOCK TABLE audit.record IN SHARE UPDATE EXCLUSIVE MODE;
    SELECT s.records INTO STRICT size FROM audit.partition_size s;
    SELECT coalesce(max(l.sequence) + 1, 0) INTO recorded FROM audit.leaf l;
    first := audit.partition_end();
    IF first - recorded > 2 * size THEN
        RETURN first;
    END IF;
    partition := 'record_' || lpad(first::text, 12, '0');
    EXECUTE format('CREATE TABLE audit.%I (LIKE audit.record INCLUDING ALL)', partition);
    EXECUTE format('REVOKE ALL ON audit.%I FROM audit_service, audit_reader', partition);
    EXECUTE format(
        'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change()', partition);
    EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER refuse_truncate', partition);
    EXECUTE format(
        'ALTER TABLE audit.record ATTACH PARTITION audit.%I FOR VALUES FROM (%s) TO (%s)',
        partition, first, first + size);
    RETURN first + size;
END
$$;
GRANT EXECUTE ON FUNCTION audit.partition_end() TO audit_service, audit_reader;
GRANT EXECUTE ON FUNCTION audit.make_next_partition() TO audit_service;

INSERT INTO audit.leaf (sequence, event_id, hash)
SELECT sequence, event_id, sha256('\x00'::bytea || header) FROM audit.record_unpartitioned;

DO $$
BEGIN
    WHILE audit.partition_end() <= (SELECT coalesce(max(sequence), 0) FROM audit.record_unpartitioned) LOOP
        PERFORM audit.make_next_partition();
    END LOOP;
    PERFORM audit.make_next_partition();
END
$$;
