-- Operators suspend one workspace or all of them. Each has a column of its own, so that ending one leaves the other.
ALTER TABLE fence.workspace ADD COLUMN all_suspended_at timestamptz;

GRANT UPDATE (all_suspended_at) ON fence.workspace TO execution_gateway;

-- A new row takes what holds everywhere, under a lock that an activation, a revocation and a suspension of all wait for.
CREATE OR REPLACE FUNCTION fence.copy_template() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.suspended_at := NULL;
    SELECT t.active_policy_version, t.all_suspended_at, t.permits_revoked_before
    INTO STRICT NEW.active_policy_version, NEW.all_suspended_at, NEW.permits_revoked_before
    FROM fence.workspace t
    WHERE t.workspace = '*'
    FOR SHARE;
    RETURN NEW;
END
$$;

-- When an action was authorised: a revocation of all permits voids what was authorised before it. Empty where it never was,
-- and for what was authorised before this column.
ALTER TABLE gateway.action ADD COLUMN authorised_at timestamptz;
