-- What reviewers see: derived from the events of approvals, and rebuilt from them at any time.

-- Documents are JSON kept as bytes: jsonb and text cannot hold U+0000, which a proposed action may well contain.
CREATE TABLE approval.approval_view (
    approval     uuid        NOT NULL,
    workspace    text        NOT NULL,
    state        text        NOT NULL,
    requester    text        NOT NULL,
    risk         smallint    NOT NULL,
    request      bytea       NOT NULL,
    synopsis     bytea       NOT NULL,
    ending       bytea,
    requested_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT approval_view_pk PRIMARY KEY (approval),
    CONSTRAINT approval_view_state CHECK (state IN ('open', 'granted', 'denied', 'expired', 'withdrawn')),
    CONSTRAINT approval_view_ending CHECK ((state = 'open') = (ending IS NULL AND ended_at IS NULL))
);
-- The inbox: open requests of some workspaces, by risk and then by expiry.
CREATE INDEX approval_view_open ON approval.approval_view (workspace, risk DESC, expires_at, approval)
    WHERE state = 'open';
-- Pages of the API: the newest first; ids are UUIDv7.
CREATE INDEX approval_view_newest ON approval.approval_view (workspace, approval DESC);
-- History.
CREATE INDEX approval_view_ended ON approval.approval_view (workspace, ended_at DESC, approval DESC)
    WHERE state <> 'open';

-- Votes, those that count and those that were refused, in the order of the approval's events.
CREATE TABLE approval.vote_view (
    approval     uuid        NOT NULL,
    position     bigint      NOT NULL,
    counted      boolean     NOT NULL,
    vote         uuid,
    document     bytea       NOT NULL,
    CONSTRAINT vote_view_pk PRIMARY KEY (approval, position),
    CONSTRAINT vote_view_approval FOREIGN KEY (approval) REFERENCES approval.approval_view (approval),
    CONSTRAINT vote_view_named CHECK (counted = (vote IS NOT NULL))
);

COMMENT ON COLUMN approval.approval_view.requester IS 'issuer and subject of who answers for the request, joined by a space';
COMMENT ON COLUMN approval.approval_view.risk IS '0 low, 1 moderate, 2 high, 3 critical';
