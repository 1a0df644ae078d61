-- What the console filters, sorts and counts by. Derived like the rest of the view: it is emptied here, and the service
-- reads all events again when it starts.
DELETE FROM approval.event_view;
DELETE FROM approval.approval_view;
DELETE FROM approval.token_entry WHERE processor_name = 'approval-view';

ALTER TABLE approval.approval_view
    ADD COLUMN session        uuid NOT NULL,
    ADD COLUMN kind           text NOT NULL,
    ADD COLUMN tier           text NOT NULL,
    ADD COLUMN rule           text NOT NULL,
    ADD COLUMN repository     text NOT NULL,
    ADD COLUMN requester_name text NOT NULL,
    ADD COLUMN asked          text NOT NULL,
    ADD COLUMN words          text NOT NULL;

COMMENT ON COLUMN approval.approval_view.asked IS
    'SHA-256 of the threshold sets, and of those that are escalated: who is asked is judged once for each of them, not once for each request';
COMMENT ON COLUMN approval.approval_view.words IS 'what a search looks through, in lower case';

-- Votes as columns, those that count in the round and those that do not; what they say is in event_view.
CREATE TABLE approval.vote_view (
    approval      uuid        NOT NULL,
    position      bigint      NOT NULL,
    counted       boolean     NOT NULL,
    vote          uuid,
    reviewer      text        NOT NULL,
    reviewer_name text        NOT NULL,
    on_behalf_of  text,
    choice        text        NOT NULL,
    event         text        NOT NULL,
    round         integer,
    voted_at      timestamptz NOT NULL,
    CONSTRAINT vote_view_pk PRIMARY KEY (approval, position),
    CONSTRAINT vote_view_approval FOREIGN KEY (approval) REFERENCES approval.approval_view (approval),
    CONSTRAINT vote_view_named CHECK ((vote IS NULL) = (round IS NULL) AND (NOT counted OR vote IS NOT NULL))
);
COMMENT ON COLUMN approval.vote_view.reviewer IS 'issuer and subject, joined by a space';
COMMENT ON COLUMN approval.vote_view.on_behalf_of IS 'issuer and subject of who delegated the vote, joined by a space';

-- Whether this person has voted, for a page of requests; and how much a reviewer decides.
CREATE INDEX vote_view_reviewer ON approval.vote_view (reviewer, approval) WHERE counted;
CREATE INDEX vote_view_time ON approval.vote_view (voted_at) WHERE counted;
-- Insights look at a time.
CREATE INDEX approval_view_ended_at ON approval.approval_view (ended_at) WHERE state <> 'open';

-- The actions of a session in their order, also those that nobody was asked about.
CREATE TABLE approval.action_view (
    action      uuid        NOT NULL,
    session     uuid        NOT NULL,
    proposed    bytea       NOT NULL,
    standing    bytea       NOT NULL,
    proposed_at timestamptz NOT NULL,
    CONSTRAINT action_view_pk PRIMARY KEY (action)
);
CREATE INDEX action_view_session ON approval.action_view (session, action);

CREATE TABLE approval.session_view (
    session   uuid        NOT NULL,
    workspace text        NOT NULL,
    requester text        NOT NULL,
    opened    bytea       NOT NULL,
    actions   bigint      NOT NULL,
    opened_at timestamptz NOT NULL,
    last_at   timestamptz NOT NULL,
    CONSTRAINT session_view_pk PRIMARY KEY (session)
);
CREATE INDEX session_view_latest ON approval.session_view (workspace, last_at DESC, session DESC);
-- Where people were asked about an action of a session.
CREATE INDEX approval_view_session ON approval.approval_view (session, action);
