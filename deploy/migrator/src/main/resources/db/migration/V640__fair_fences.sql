-- Shared row locks let others in past whoever waits to change the row: behind intents that overlap without a gap, a
-- suspension would wait until its own transaction ends. These locks queue: what comes behind a mover waits for it.
CREATE FUNCTION fence.hold(workspace text) RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('syndicate fence *', 0));
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('syndicate fence ' || workspace, 0));
END
$$;

-- Before a fence is moved; '*' for all of them.
CREATE FUNCTION fence.move(workspace text) RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('syndicate fence ' || workspace, 0));
END
$$;

CREATE OR REPLACE FUNCTION fence.activate_policy(version text) RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM fence.move('*');
    PERFORM t.workspace FROM fence.workspace t WHERE t.workspace = '*' FOR UPDATE;
    UPDATE fence.workspace SET active_policy_version = version, touched_at = clock_timestamp();
END
$$;

GRANT EXECUTE ON FUNCTION fence.hold(text) TO execution_gateway;
GRANT EXECUTE ON FUNCTION fence.move(text) TO execution_gateway, policy_service;
