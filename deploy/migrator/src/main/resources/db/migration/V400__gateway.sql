-- What execution-gateway looks things up by. Every row is written in the transaction that appends the event it follows
-- from, so that a client reads its own writes; the events stay the truth.

CREATE TABLE gateway.session (
    session           uuid        NOT NULL,
    -- SHA-256 of the session credential; the credential itself is never stored.
    credential        bytea       NOT NULL,
    workspace         text        NOT NULL,
    principal_issuer  text        NOT NULL,
    principal_subject text        NOT NULL,
    -- The SessionOpened event as JSON: principal, agent and tier as they were when the session began.
    opened            text        NOT NULL,
    opened_at         timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    closed_at         timestamptz,
    -- Executions that differed from what was authorised.
    incidents         integer     NOT NULL DEFAULT 0,
    CONSTRAINT session_pk PRIMARY KEY (session),
    CONSTRAINT session_credential_once UNIQUE (credential),
    CONSTRAINT session_credential_is_sha256 CHECK (octet_length(credential) = 32)
);

CREATE TABLE gateway.action (
    action                uuid        NOT NULL,
    session               uuid        NOT NULL,
    intent_digest         bytea       NOT NULL,
    state                 text        NOT NULL,
    approval              uuid,
    -- When to ask approval-service (again); empty once it has answered.
    request_due_at        timestamptz,
    -- When to take the request for approval back (again); empty once approval-service has answered.
    withdrawal_due_at     timestamptz,
    CONSTRAINT action_pk PRIMARY KEY (action),
    CONSTRAINT action_approval_once UNIQUE (approval)
);
CREATE INDEX action_request_due ON gateway.action (request_due_at) WHERE request_due_at IS NOT NULL;
CREATE INDEX action_withdrawal_due ON gateway.action (withdrawal_due_at) WHERE withdrawal_due_at IS NOT NULL;
CREATE INDEX action_same_intent ON gateway.action (session, intent_digest);

-- One call of one coding tool is about one action; the same call with another digest is drift. Several calls may be about
-- one action: a tool that was told to wait asks again with a new call.
CREATE TABLE gateway.call (
    session uuid NOT NULL,
    adapter text NOT NULL,
    call_id text NOT NULL,
    action  uuid NOT NULL,
    CONSTRAINT call_pk PRIMARY KEY (session, adapter, call_id)
);

-- At most one unrefused intent per action and per approval. The row comes with the intent and goes with its refusal.
CREATE TABLE gateway.live_intent (
    action    uuid NOT NULL,
    approval  uuid,
    execution uuid NOT NULL,
    CONSTRAINT live_intent_pk PRIMARY KEY (action),
    CONSTRAINT live_intent_approval_once UNIQUE (approval),
    CONSTRAINT live_intent_execution_once UNIQUE (execution)
);

CREATE TABLE gateway.execution (
    execution   uuid        NOT NULL,
    action      uuid        NOT NULL,
    session     uuid        NOT NULL,
    -- The ExecutionIntended event that has to be sealed.
    intent      uuid        NOT NULL,
    -- When any replica closes it as outcome unknown; empty once it has ended.
    deadline_at timestamptz,
    CONSTRAINT execution_pk PRIMARY KEY (execution)
);
CREATE INDEX execution_deadline ON gateway.execution (deadline_at) WHERE deadline_at IS NOT NULL;
