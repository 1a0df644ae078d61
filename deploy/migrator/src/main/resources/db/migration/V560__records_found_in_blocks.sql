-- What a record is found by, and in which blocks of the chain it lies, in one index: a question about something that is
-- common, but not where the answer starts, asks block after block, large ones first, and every empty block costs one
-- look at the index (docs/decisions/0060).

-- Of the columns and of nothing else, so that the index can be of it. Terms have a colon behind their kind, blocks a
-- slash: '13/244' are the 8192 records from 244 * 8192 on.
CREATE FUNCTION audit.found_by(
    terms text[], workspace text, event_type text, outcome text, sequence bigint) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN terms
        || CASE WHEN workspace IS NULL THEN '{}'::text[] ELSE ARRAY['workspace:' || workspace] END
        || CASE WHEN outcome IS NULL THEN '{}'::text[] ELSE ARRAY['outcome:' || outcome] END
        || ARRAY['type:' || event_type,
                 '10/' || (sequence >> 10)::text, '13/' || (sequence >> 13)::text, '16/' || (sequence >> 16)::text];
GRANT EXECUTE ON FUNCTION audit.found_by(text[], text, text, text, bigint) TO audit_service, audit_reader;

-- Without a pending list: no append ever pays for the ones before it.
CREATE INDEX record_found ON audit.record
    USING gin (audit.found_by(terms, workspace, event_type, outcome, sequence)) WITH (fastupdate = off);
DROP INDEX audit.record_terms;
-- Nothing asks for a time of occurrence by an index since it is one about a piece of the chain (docs/decisions/0034).
DROP INDEX audit.record_occurred;
