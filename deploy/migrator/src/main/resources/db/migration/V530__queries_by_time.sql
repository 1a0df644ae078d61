-- A question about a time is turned into a piece of the chain. Recorded-at never falls along the chain, so it is found by
-- halving; no index has to be kept for it.
CREATE FUNCTION audit.first_recorded(instant timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path = ''
AS $$
DECLARE
    low    bigint;
    high   bigint;
    middle bigint;
    found  bigint;
    at     timestamptz;
BEGIN
    SELECT r.sequence INTO low FROM audit.record r ORDER BY r.sequence LIMIT 1;
    SELECT r.sequence + 1 INTO high FROM audit.record r ORDER BY r.sequence DESC LIMIT 1;
    -- Everything below low is earlier, everything from high on is not. Pruned ranges leave gaps.
    WHILE low < high LOOP
        middle := low + (high - low) / 2;
        SELECT r.sequence, r.recorded_at INTO found, at
        FROM audit.record r WHERE r.sequence >= middle ORDER BY r.sequence LIMIT 1;
        IF at < instant THEN
            low := found + 1;
        ELSE
            high := middle;
        END IF;
    END LOOP;
    RETURN coalesce(low, 0);
END
$$;
GRANT EXECUTE ON FUNCTION audit.first_recorded(timestamptz) TO audit_service, audit_reader;

-- How far a time of occurrence and one of recording lie apart at most. Both hold only the unusual rows: a service's clock
-- that was ahead, a chain that stood still.
CREATE INDEX record_ahead ON audit.record ((occurred_at - recorded_at)) WHERE occurred_at > recorded_at;
CREATE INDEX record_behind ON audit.record ((recorded_at - occurred_at))
    WHERE recorded_at - occurred_at > interval '1 minute';
