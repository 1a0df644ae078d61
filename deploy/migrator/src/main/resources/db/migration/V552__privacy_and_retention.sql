-- Legal holds, and ranges of records that two people let go: approved (pruning), and gone (pruned).

CREATE TABLE audit.hold (
    id            uuid        NOT NULL,
    kind          text        NOT NULL,
    -- subject: issuer and subject joined by a space; session: its id; workspace: its name; period: from/until, each with
    -- microseconds in UTC.
    value         text        NOT NULL,
    reason        text        NOT NULL,
    placed_at     timestamptz NOT NULL,
    placement     uuid        NOT NULL,
    released_at   timestamptz,
    release       uuid,
    CONSTRAINT hold_pk PRIMARY KEY (id),
    CONSTRAINT hold_kind CHECK (kind IN ('subject', 'session', 'workspace', 'period')),
    CONSTRAINT hold_released_by_an_event CHECK ((released_at IS NULL) = (release IS NULL))
);
GRANT UPDATE (released_at, release) ON audit.hold TO audit_service;
CREATE TRIGGER refuse_delete BEFORE DELETE ON audit.hold
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.hold
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE audit.hold ENABLE ALWAYS TRIGGER refuse_delete;
ALTER TABLE audit.hold ENABLE ALWAYS TRIGGER refuse_truncate;

-- What two people let go of; the migrator's command prune does it.
CREATE TABLE audit.pruning (
    event_id        uuid        NOT NULL,
    first           bigint      NOT NULL,
    last            bigint      NOT NULL,
    -- The checkpoint that the archive leads to: the first one that covers the range.
    epoch           bigint      NOT NULL,
    checkpoint_size bigint      NOT NULL,
    archive_digest  bytea       NOT NULL,
    approved_at     timestamptz NOT NULL,
    CONSTRAINT pruning_pk PRIMARY KEY (event_id),
    CONSTRAINT pruning_once UNIQUE (first),
    CONSTRAINT pruning_is_a_range CHECK (first >= 0 AND last >= first AND checkpoint_size > last),
    CONSTRAINT pruning_archive_is_sha256 CHECK (octet_length(archive_digest) = 32)
);
-- What is gone. Only the owner writes here; a range that is missing and not listed is a violation.
CREATE TABLE audit.pruned (
    first          bigint      NOT NULL,
    last           bigint      NOT NULL,
    archive_digest bytea       NOT NULL,
    -- The event RecordsPruned that approved it; its record is in the chain.
    event_id       uuid        NOT NULL,
    pruned_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT pruned_pk PRIMARY KEY (first),
    CONSTRAINT pruned_approved FOREIGN KEY (event_id) REFERENCES audit.pruning (event_id)
);
REVOKE INSERT ON audit.pruned FROM audit_service;
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['pruning', 'pruned'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.%I'
                ' FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change()', kept);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.%I'
                ' FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change()', kept);
        EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER refuse_change', kept);
        EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER refuse_truncate', kept);
    END LOOP;
END
$$;

-- Whether a record is under a hold. A person is found by the terms of a record, which name subjects without their issuer,
-- and a workload's accountable person by the body: rather one record too many than one too few.
CREATE FUNCTION audit.is_held(h audit.hold, r audit.record) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT CASE h.kind
        WHEN 'session' THEN r.session_id = h.value
        WHEN 'workspace' THEN r.workspace = h.value
        WHEN 'period' THEN r.recorded_at >= split_part(h.value, '/', 1)::timestamptz
            AND r.recorded_at < split_part(h.value, '/', 2)::timestamptz
        ELSE r.principal = substring(h.value FROM '[^ ]*$')
            OR position(convert_to(to_json(substring(h.value FROM '[^ ]*$'))::text, 'UTF8') IN r.body) > 0
    END
$$;

-- The holds that keep any record of a range from being pruned.
CREATE FUNCTION audit.holds_over_range(first_record bigint, last_record bigint) RETURNS SETOF uuid
    LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT h.id
    FROM audit.hold h
    WHERE h.released_at IS NULL
        AND EXISTS (
            SELECT FROM audit.record r
            WHERE r.sequence BETWEEN first_record AND last_record AND audit.is_held(h, r))
    ORDER BY h.id
$$;

-- The holds that keep a person's content from being erased: their own; those over a time in which some of it was kept; and
-- those over a session or workspace in which they acted. Once records are pruned, nobody can tell the last, so they hold.
CREATE FUNCTION audit.holds_over_person(person_issuer text, person_subject text, pseudonym text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT h.id
    FROM audit.hold h
    WHERE h.released_at IS NULL
        AND CASE h.kind
            WHEN 'subject' THEN h.value = person_issuer || ' ' || person_subject
            WHEN 'period' THEN EXISTS (
                SELECT FROM content.personal p
                JOIN content.subject_key k ON k.id = p.key
                WHERE k.subject = pseudonym
                    AND p.created_at >= split_part(h.value, '/', 1)::timestamptz
                    AND p.created_at < split_part(h.value, '/', 2)::timestamptz)
            ELSE EXISTS (SELECT FROM audit.pruned)
                OR EXISTS (
                    SELECT FROM audit.record r
                    WHERE audit.is_held(h, r)
                        AND position(convert_to(to_json(person_subject)::text, 'UTF8') IN r.body) > 0)
        END
    ORDER BY h.id
$$;
GRANT EXECUTE ON FUNCTION
    audit.is_held(audit.hold, audit.record), audit.holds_over_range(bigint, bigint),
    audit.holds_over_person(text, text, text)
    TO audit_service;

-- The partitions of the record table.
CREATE FUNCTION audit.record_partitions() RETURNS TABLE (partition text, first bigint, before bigint)
    LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT c.relname::text,
           substring(pg_catalog.pg_get_expr(c.relpartbound, c.oid) FROM 'FROM \(''(\d+)''\)')::bigint,
           substring(pg_catalog.pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''(\d+)''\)')::bigint
    FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit.record'::pg_catalog.regclass
$$;
GRANT EXECUTE ON FUNCTION audit.record_partitions() TO audit_service, audit_reader;
