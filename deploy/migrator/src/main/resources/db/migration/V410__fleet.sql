-- How calls of sessions are enforced, by session; GET /v1/fleet shows them by installation. What an event says is written in
-- the event's own transaction; last_seen_at is a heartbeat and of no consequence.
CREATE TABLE gateway.enforcement (
    session          uuid        NOT NULL,
    workspace        text        NOT NULL,
    principal        text        NOT NULL,
    vendor           text        NOT NULL,
    product          text        NOT NULL,
    adapter          text        NOT NULL,
    enforcement_tier text        NOT NULL,
    -- Empty until the first call, and where the hook names no machine.
    host             text        NOT NULL,
    version          text        NOT NULL,
    fail_mode        text        NOT NULL,
    opened_at        timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    closed_at        timestamptz,
    -- The last call that came through a hook; empty where none ever did.
    last_seen_at     timestamptz,
    canary_at        timestamptz,
    canary_denied    boolean,
    gaps             integer     NOT NULL DEFAULT 0,
    gap_denials      bigint      NOT NULL DEFAULT 0,
    last_gap_at      timestamptz,
    ungoverned_calls integer     NOT NULL DEFAULT 0,
    CONSTRAINT enforcement_pk PRIMARY KEY (session)
);
CREATE INDEX enforcement_installation
    ON gateway.enforcement (workspace, principal, product, adapter, host, opened_at DESC);

-- Sessions that were open before this table are installations too.
INSERT INTO gateway.enforcement (session, workspace, principal, vendor, product, adapter, enforcement_tier, host, version,
    fail_mode, opened_at, expires_at, closed_at)
SELECT s.session, s.workspace, s.principal_issuer || ' ' || s.principal_subject,
    s.opened::jsonb -> 'agent' ->> 'vendor', s.opened::jsonb -> 'agent' ->> 'product',
    s.opened::jsonb -> 'agent' ->> 'adapter', s.opened::jsonb ->> 'enforcementTier', '',
    s.opened::jsonb -> 'agent' ->> 'version', 'unknown', s.opened_at, s.expires_at, s.closed_at
FROM gateway.session s;

-- Hosts that do not name their calls: which of several equal calls is the newest (docs/decisions/0050).
CREATE TABLE gateway.unnamed_call (
    session uuid    NOT NULL,
    -- SHA-256 over the host's session, the tool and its input.
    call    bytea   NOT NULL,
    tool    text    NOT NULL,
    ordinal integer NOT NULL,
    CONSTRAINT unnamed_call_pk PRIMARY KEY (session, call),
    CONSTRAINT unnamed_call_is_sha256 CHECK (octet_length(call) = 32)
);
CREATE INDEX unnamed_call_of_tool ON gateway.unnamed_call (session, tool);

-- The model as a host names it when its session begins; its calls do not.
CREATE TABLE gateway.host_session (
    session      uuid NOT NULL,
    host_session text NOT NULL,
    model        text NOT NULL,
    CONSTRAINT host_session_pk PRIMARY KEY (session, host_session)
);
