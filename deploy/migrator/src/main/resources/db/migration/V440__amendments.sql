-- An action that a reviewer amended is followed by the one that they made of it.

ALTER TABLE gateway.action
    -- The action that this one came from.
    ADD COLUMN amends uuid,
    -- When to judge what a reviewer made of this action (again); empty once that is a new action.
    ADD COLUMN amendment_due_at timestamptz;
CREATE INDEX action_amendment_due ON gateway.action (amendment_due_at) WHERE amendment_due_at IS NOT NULL;
