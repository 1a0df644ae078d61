-- Standing grants, derived from the events of the approvals that gave them; documents are JSON kept as bytes.

CREATE TABLE approval.standing_grant (
    approval   uuid        NOT NULL,
    workspace  text        NOT NULL,
    expires_at timestamptz NOT NULL,
    granted    bytea       NOT NULL,
    revoked    bytea,
    CONSTRAINT standing_grant_pk PRIMARY KEY (approval)
);
CREATE INDEX standing_grant_newest ON approval.standing_grant (workspace, approval DESC);
