-- Roles belong to the whole cluster, so they are not versioned: this script runs before every migration and may run any
-- number of times, also for several databases of one cluster.
DO $$
DECLARE
    login text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('syndicate roles'));

    BEGIN
        CREATE ROLE syndicate_migrator NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;

    FOREACH login IN ARRAY ARRAY[
        'policy_service', 'approval_service', 'execution_gateway', 'audit_service', 'audit_reader'
    ] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I LOGIN', login);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;

    -- A stalled writer anywhere in the cluster stops every reader of events, so writers cannot stall for long.
    FOREACH login IN ARRAY ARRAY['policy_service', 'approval_service', 'execution_gateway', 'audit_service'] LOOP
        EXECUTE format('ALTER ROLE %I SET transaction_timeout = ''2s''', login);
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''1s''', login);
        EXECUTE format('ALTER ROLE %I SET timezone = ''UTC''', login);
    END LOOP;
    ALTER ROLE policy_service SET search_path = policy, eventstore, content, fence;
    ALTER ROLE approval_service SET search_path = approval, eventstore, content, fence;
    ALTER ROLE execution_gateway SET search_path = gateway, eventstore, content, fence;
    ALTER ROLE audit_service SET search_path = audit, eventstore, content, fence;

    -- It never gets a transaction id, so it cannot hold the horizon however long it reads.
    ALTER ROLE audit_reader SET search_path = audit, eventstore, content;
    ALTER ROLE audit_reader SET default_transaction_read_only = on;
    ALTER ROLE audit_reader SET timezone = 'UTC';

    -- The owner role sees what holds the horizon, for the view that services read.
    GRANT pg_read_all_stats TO syndicate_migrator;
    EXECUTE format('GRANT syndicate_migrator TO %I WITH SET TRUE, INHERIT TRUE', current_user);

    EXECUTE format('GRANT CREATE ON DATABASE %I TO syndicate_migrator', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I'
            ' TO policy_service, approval_service, execution_gateway, audit_service, audit_reader',
        current_database());
END
$$;
