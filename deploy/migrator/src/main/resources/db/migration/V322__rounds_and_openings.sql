-- Rounds, comments, escalations and supersession: a view keeps all that happened, in place of the votes alone. Views are
-- derived: their processor starts again and fills them from the events.
DROP TABLE approval.vote_view;
DELETE FROM approval.approval_view;
DELETE FROM approval.token_entry WHERE processor_name = 'approval-view';

ALTER TABLE approval.approval_view
    DROP CONSTRAINT approval_view_state,
    DROP CONSTRAINT approval_view_ending,
    DROP COLUMN ending,
    ADD COLUMN action uuid NOT NULL,
    -- Of the votes that count now; empty where none does.
    ADD COLUMN oldest_vote_at timestamptz,
    -- Executed or withdrawn: nobody has to vote on it again.
    ADD COLUMN spent boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT approval_view_state
        CHECK (state IN ('open', 'granted', 'denied', 'expired', 'withdrawn', 'amended', 'superseded')),
    ADD CONSTRAINT approval_view_ending CHECK ((state = 'open') = (ended_at IS NULL));
CREATE INDEX approval_view_action ON approval.approval_view (action);
-- Those whose votes may be older than the release of an integrity finding.
CREATE INDEX approval_view_undecided ON approval.approval_view (oldest_vote_at)
    WHERE state = 'open' OR state = 'granted' AND NOT spent;

-- What happened on an approval after its request, in order.
CREATE TABLE approval.event_view (
    approval uuid   NOT NULL,
    position bigint NOT NULL,
    type     text   NOT NULL,
    document bytea  NOT NULL,
    CONSTRAINT event_view_pk PRIMARY KEY (approval, position),
    CONSTRAINT event_view_approval FOREIGN KEY (approval) REFERENCES approval.approval_view (approval)
);

-- When reviewers were shown requests. Not derived from events: a vote takes its own along.
CREATE TABLE approval.opening (
    approval uuid        NOT NULL,
    reviewer text        NOT NULL,
    round    integer     NOT NULL,
    first_at timestamptz NOT NULL,
    last_at  timestamptz NOT NULL,
    CONSTRAINT opening_pk PRIMARY KEY (approval, reviewer, round),
    CONSTRAINT opening_in_order CHECK (round >= 1 AND first_at <= last_at)
);

-- Delegations, derived from their events.
CREATE TABLE approval.delegation_view (
    delegation uuid        NOT NULL,
    delegator  text        NOT NULL,
    delegate   text        NOT NULL,
    given      bytea       NOT NULL,
    given_at   timestamptz NOT NULL,
    revoked    bytea,
    CONSTRAINT delegation_view_pk PRIMARY KEY (delegation)
);
CREATE INDEX delegation_view_delegator ON approval.delegation_view (delegator, given_at DESC);
CREATE INDEX delegation_view_delegate ON approval.delegation_view (delegate, given_at DESC);

COMMENT ON COLUMN approval.opening.reviewer IS 'issuer and subject, joined by a space';
COMMENT ON COLUMN approval.delegation_view.delegator IS 'issuer and subject, joined by a space';
COMMENT ON COLUMN approval.delegation_view.delegate IS 'issuer and subject, joined by a space';

-- A round that was opened ends what rested on the votes of before it.
ALTER TABLE approval.standing_grant ADD COLUMN voided_at timestamptz;
