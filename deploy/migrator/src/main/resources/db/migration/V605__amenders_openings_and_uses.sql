-- Who amended a request, since when a voter had it open, and what was done under a standing grant. Derived like the rest of
-- these views: they are emptied here, and the service reads all events again when it starts.
DELETE FROM approval.vote_view;
DELETE FROM approval.event_view;
DELETE FROM approval.approval_view;
DELETE FROM approval.standing_grant;
DELETE FROM approval.token_entry WHERE processor_name IN ('approval-view', 'standing-grants');

ALTER TABLE approval.approval_view
    ADD COLUMN amenders text[] NOT NULL;
COMMENT ON COLUMN approval.approval_view.amenders IS
    'issuer and subject, joined by a space, of everybody who had a hand in the parameters: they do not vote';

ALTER TABLE approval.vote_view
    ADD COLUMN opened_at timestamptz;
COMMENT ON COLUMN approval.vote_view.opened_at IS
    'when the voter first opened the request in the round of the vote; absent where they did not';

CREATE TABLE approval.grant_use (
    approval uuid        NOT NULL,
    number   integer     NOT NULL,
    action   uuid        NOT NULL,
    used_at  timestamptz NOT NULL,
    CONSTRAINT grant_use_pk PRIMARY KEY (approval, number, action)
);
COMMENT ON TABLE approval.grant_use IS
    'executions intended under a standing grant; a number whose execution was refused is free again and may occur twice';
