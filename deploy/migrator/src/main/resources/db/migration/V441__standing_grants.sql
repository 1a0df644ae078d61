-- Standing grants of sessions, as approval-service's events state them, and their uses.

CREATE TABLE gateway.standing_grant (
    approval   uuid        NOT NULL,
    session    uuid        NOT NULL,
    -- The event as JSON, kept as bytes: what it covers, how often and until when.
    granted    bytea       NOT NULL,
    uses       integer     NOT NULL,
    granted_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    -- Since an execution under it was refused because integrity is or was not clear: a fresh vote is needed.
    voided_at  timestamptz,
    CONSTRAINT standing_grant_pk PRIMARY KEY (approval),
    CONSTRAINT standing_grant_uses CHECK (uses > 0)
);
CREATE INDEX standing_grant_live ON gateway.standing_grant (session) WHERE revoked_at IS NULL AND voided_at IS NULL;

-- One row for each use: it comes with the intent and goes with its refusal. So there are never more than were granted.
CREATE TABLE gateway.grant_use (
    approval  uuid    NOT NULL,
    number    integer NOT NULL,
    action    uuid    NOT NULL,
    execution uuid    NOT NULL,
    CONSTRAINT grant_use_pk PRIMARY KEY (approval, number),
    CONSTRAINT grant_use_execution_once UNIQUE (execution),
    CONSTRAINT grant_use_of FOREIGN KEY (approval) REFERENCES gateway.standing_grant (approval),
    CONSTRAINT grant_use_number CHECK (number > 0)
);
