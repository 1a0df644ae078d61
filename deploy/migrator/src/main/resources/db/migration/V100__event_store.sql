-- The event store, content, the fence, and what every service keeps in its own schema.
-- Runs as syndicate_migrator, which owns everything and which nobody logs in as.

CREATE SCHEMA eventstore;
CREATE SCHEMA content;
CREATE SCHEMA fence;
CREATE SCHEMA policy;
CREATE SCHEMA approval;
CREATE SCHEMA gateway;
CREATE SCHEMA audit;

GRANT USAGE ON SCHEMA eventstore, content
    TO policy_service, approval_service, execution_gateway, audit_service, audit_reader;
GRANT USAGE ON SCHEMA fence TO policy_service, approval_service, execution_gateway, audit_service;
GRANT USAGE ON SCHEMA policy TO policy_service;
GRANT USAGE ON SCHEMA approval TO approval_service;
GRANT USAGE ON SCHEMA gateway TO execution_gateway;
GRANT USAGE ON SCHEMA audit TO audit_service, audit_reader;

-- Services compare the version that they need with this history; see SchemaVersion in platform.
GRANT USAGE ON SCHEMA migration
    TO policy_service, approval_service, execution_gateway, audit_service, audit_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA migration
    TO policy_service, approval_service, execution_gateway, audit_service, audit_reader;

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A service's own tables are its own; the audit schema starts with less, because records are only ever inserted.
ALTER DEFAULT PRIVILEGES IN SCHEMA policy GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO policy_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA policy GRANT USAGE ON SEQUENCES TO policy_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA approval GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO approval_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA approval GRANT USAGE ON SEQUENCES TO approval_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA gateway GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO execution_gateway;
ALTER DEFAULT PRIVILEGES IN SCHEMA gateway GRANT USAGE ON SEQUENCES TO execution_gateway;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT, INSERT ON TABLES TO audit_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT USAGE ON SEQUENCES TO audit_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT ON TABLES TO audit_reader;


-- Events -------------------------------------------------------------------------------------------------------------

-- CACHE 1: a session that kept a block of values would hand out an old index after newer ones had become final.
CREATE SEQUENCE eventstore.domain_event_index AS bigint START 1 CACHE 1 NO CYCLE;

-- The transaction id comes first, then the index: a row's transaction id is therefore older than its index, and a reader
-- that has seen an index can wait for everything below it. The whole reading order rests on these two lines.
CREATE FUNCTION eventstore.next_index() RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM pg_catalog.pg_current_xact_id();
    RETURN pg_catalog.nextval('eventstore.domain_event_index');
END
$$;

CREATE TABLE eventstore.domain_event (
    global_index     bigint      NOT NULL DEFAULT eventstore.next_index(),
    event_id         uuid        NOT NULL,
    aggregate_type   text,
    aggregate_id     text        NOT NULL,
    sequence_number  bigint      NOT NULL,
    payload_type     text        NOT NULL,
    payload_revision text,
    payload          bytea       NOT NULL,
    metadata         bytea       NOT NULL,
    occurred_at      timestamptz NOT NULL,
    origin           name        NOT NULL,
    CONSTRAINT domain_event_pk PRIMARY KEY (global_index),
    CONSTRAINT domain_event_id_once UNIQUE (event_id),
    CONSTRAINT domain_event_sequence_once UNIQUE (aggregate_id, sequence_number),
    CONSTRAINT domain_event_sequence_not_negative CHECK (sequence_number >= 0)
);
ALTER SEQUENCE eventstore.domain_event_index OWNED BY eventstore.domain_event.global_index;

-- Which role may append which types of event: a compromised service cannot speak for another.
CREATE TABLE eventstore.event_type_owner (
    payload_type_prefix text NOT NULL,
    role                name NOT NULL,
    CONSTRAINT event_type_owner_pk PRIMARY KEY (payload_type_prefix, role)
);
INSERT INTO eventstore.event_type_owner (payload_type_prefix, role) VALUES
    ('dev.syndicate.contracts.session.', 'execution_gateway'),
    ('dev.syndicate.contracts.execution.', 'execution_gateway'),
    ('dev.syndicate.contracts.policy.', 'policy_service'),
    ('dev.syndicate.contracts.approval.', 'approval_service'),
    ('dev.syndicate.contracts.audit.', 'audit_service');

-- session_user is the login, whatever SET ROLE or a function may have made of the current user.
CREATE FUNCTION eventstore.stamp_origin() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    previous_origin name;
BEGIN
    NEW.origin := session_user;
    IF NOT EXISTS (
        SELECT FROM eventstore.event_type_owner o
        WHERE o.role = session_user AND pg_catalog.starts_with(NEW.payload_type, o.payload_type_prefix)
    ) THEN
        RAISE EXCEPTION '% does not own events of type %', session_user, NEW.payload_type
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.sequence_number > 0 THEN
        SELECT e.origin INTO previous_origin
        FROM eventstore.domain_event e
        WHERE e.aggregate_id = NEW.aggregate_id AND e.sequence_number = NEW.sequence_number - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'event % would leave a gap in aggregate %', NEW.sequence_number, NEW.aggregate_id
                USING ERRCODE = 'check_violation';
        END IF;
        IF previous_origin <> session_user THEN
            RAISE EXCEPTION '% does not own aggregate %', session_user, NEW.aggregate_id
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION eventstore.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: rows are only ever inserted', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER stamp_origin BEFORE INSERT ON eventstore.domain_event
    FOR EACH ROW EXECUTE FUNCTION eventstore.stamp_origin();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON eventstore.domain_event
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON eventstore.domain_event
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
-- ALWAYS: they also fire under session_replication_role = replica.
ALTER TABLE eventstore.domain_event ENABLE ALWAYS TRIGGER stamp_origin;
ALTER TABLE eventstore.domain_event ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE eventstore.domain_event ENABLE ALWAYS TRIGGER refuse_truncate;

-- What keeps readers waiting: the oldest transaction with an id, anywhere in the cluster. Empty when there is none.
CREATE FUNCTION eventstore.horizon()
    RETURNS TABLE (pid integer, holder text, state text, age_seconds double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT blocking.pid, blocking.holder, blocking.state, blocking.age_seconds
    FROM (
        SELECT a.pid, a.usename::text AS holder, a.state,
               extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start)::double precision AS age_seconds,
               pg_catalog.age(a.backend_xid) AS transactions
        FROM pg_catalog.pg_stat_activity a
        WHERE a.backend_xid IS NOT NULL AND a.pid <> pg_catalog.pg_backend_pid()
        UNION ALL
        SELECT 0, p.owner::text, 'prepared',
               extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared)::double precision,
               pg_catalog.age(p.transaction)
        FROM pg_catalog.pg_prepared_xacts p
    ) blocking
    ORDER BY blocking.transactions DESC
    LIMIT 1
$$;

GRANT SELECT ON eventstore.domain_event, eventstore.event_type_owner, eventstore.domain_event_index
    TO policy_service, approval_service, execution_gateway, audit_service, audit_reader;
-- Neither the index nor the origin is anybody's to choose.
GRANT INSERT (
    event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload, metadata,
    occurred_at
) ON eventstore.domain_event TO policy_service, approval_service, execution_gateway, audit_service;
GRANT EXECUTE ON FUNCTION eventstore.next_index()
    TO policy_service, approval_service, execution_gateway, audit_service;
GRANT EXECUTE ON FUNCTION eventstore.horizon()
    TO policy_service, approval_service, execution_gateway, audit_service, audit_reader;


-- Content ------------------------------------------------------------------------------------------------------------

CREATE TABLE content.content (
    digest     bytea       NOT NULL,
    size       integer     NOT NULL,
    bytes      bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT content_pk PRIMARY KEY (digest),
    CONSTRAINT content_digest_matches CHECK (digest = sha256(bytes)),
    CONSTRAINT content_size_matches CHECK (size = octet_length(bytes))
);
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON content.content
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON content.content
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE content.content ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE content.content ENABLE ALWAYS TRIGGER refuse_truncate;

GRANT SELECT ON content.content
    TO policy_service, approval_service, execution_gateway, audit_service, audit_reader;
GRANT INSERT (digest, size, bytes) ON content.content
    TO policy_service, approval_service, execution_gateway, audit_service;


-- The fence: an intent's transaction locks its workspace's row FOR SHARE, so that a policy change or a revocation and an
-- intent are ordered. Row '*' holds what a workspace that has no row yet starts with. ---------------------------------

CREATE TABLE fence.workspace (
    workspace              text        NOT NULL,
    active_policy_version  text,
    suspended_at           timestamptz,
    permits_revoked_before timestamptz,
    touched_at             timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT workspace_pk PRIMARY KEY (workspace)
);
INSERT INTO fence.workspace (workspace) VALUES ('*');

-- A new row takes the template's values, under a lock that an activation waits for. Whatever the writer put is dropped.
CREATE FUNCTION fence.copy_template() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    SELECT t.active_policy_version, t.suspended_at, t.permits_revoked_before
    INTO STRICT NEW.active_policy_version, NEW.suspended_at, NEW.permits_revoked_before
    FROM fence.workspace t
    WHERE t.workspace = '*'
    FOR SHARE;
    RETURN NEW;
END
$$;
CREATE TRIGGER copy_template BEFORE INSERT ON fence.workspace
    FOR EACH ROW EXECUTE FUNCTION fence.copy_template();

-- Activates a policy version in every workspace, also in those whose first row is being written at this moment. Two
-- statements on purpose: the second sees the rows whose writers the first has waited for.
CREATE FUNCTION fence.activate_policy(version text) RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM t.workspace FROM fence.workspace t WHERE t.workspace = '*' FOR UPDATE;
    UPDATE fence.workspace SET active_policy_version = version, touched_at = clock_timestamp();
END
$$;

GRANT SELECT ON fence.workspace TO policy_service, approval_service, execution_gateway, audit_service;
GRANT UPDATE (active_policy_version, touched_at) ON fence.workspace TO policy_service;
GRANT INSERT (workspace) ON fence.workspace TO execution_gateway;
GRANT UPDATE (suspended_at, permits_revoked_before, touched_at) ON fence.workspace TO execution_gateway;
GRANT EXECUTE ON FUNCTION fence.activate_policy(text) TO policy_service;


-- What every service keeps in its own schema: positions of event processors, deadlines, answers to retried requests. ---

DO $$
DECLARE
    service record;
BEGIN
    FOR service IN
        SELECT * FROM (VALUES
            ('policy', 'policy_service'),
            ('approval', 'approval_service'),
            ('gateway', 'execution_gateway'),
            ('audit', 'audit_service')
        ) AS s (schema, role)
    LOOP
        -- The shape that Axon's JdbcTokenStore expects.
        EXECUTE format($table$
            CREATE TABLE %I.token_entry (
                processor_name text    NOT NULL,
                segment        integer NOT NULL,
                token          bytea,
                token_type     text,
                "timestamp"    text,
                owner          text,
                PRIMARY KEY (processor_name, segment)
            )$table$, service.schema);
        -- The shape that db-scheduler 16 expects.
        EXECUTE format($table$
            CREATE TABLE %I.scheduled_tasks (
                task_name            text        NOT NULL,
                task_instance        text        NOT NULL,
                task_data            bytea,
                execution_time       timestamptz NOT NULL,
                picked               boolean     NOT NULL,
                picked_by            text,
                last_success         timestamptz,
                last_failure         timestamptz,
                consecutive_failures integer,
                last_heartbeat       timestamptz,
                version              bigint      NOT NULL,
                priority             smallint,
                PRIMARY KEY (task_name, task_instance)
            )$table$, service.schema);
        EXECUTE format('CREATE INDEX scheduled_tasks_due ON %I.scheduled_tasks (execution_time)', service.schema);
        EXECUTE format('CREATE INDEX scheduled_tasks_alive ON %I.scheduled_tasks (last_heartbeat)', service.schema);
        EXECUTE format($table$
            CREATE TABLE %I.idempotency_key (
                principal      text        NOT NULL,
                key            text        NOT NULL,
                request_digest bytea       NOT NULL,
                resource_id    uuid        NOT NULL,
                status         integer,
                headers        bytea,
                body           bytea,
                lease_until    timestamptz,
                created_at     timestamptz NOT NULL,
                PRIMARY KEY (principal, key)
            )$table$, service.schema);
        EXECUTE format('CREATE INDEX idempotency_key_age ON %I.idempotency_key (created_at)', service.schema);
        EXECUTE format(
            'GRANT SELECT, INSERT, UPDATE, DELETE ON %1$I.token_entry, %1$I.scheduled_tasks, %1$I.idempotency_key TO %2$I',
            service.schema, service.role);
    END LOOP;
END
$$;
