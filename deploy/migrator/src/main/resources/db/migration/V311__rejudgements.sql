-- Actions that wait for people and that a released policy version has not judged yet.
CREATE TABLE gateway.rejudgement (
    action uuid        NOT NULL,
    due_at timestamptz NOT NULL,
    CONSTRAINT rejudgement_pk PRIMARY KEY (action)
);
CREATE INDEX rejudgement_due ON gateway.rejudgement (due_at);
