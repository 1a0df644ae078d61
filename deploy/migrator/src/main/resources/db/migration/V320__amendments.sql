-- A reviewer may change what was asked instead of deciding on it.

ALTER TABLE approval.approval_view
    DROP CONSTRAINT approval_view_state,
    ADD CONSTRAINT approval_view_state
        CHECK (state IN ('open', 'granted', 'denied', 'expired', 'withdrawn', 'amended'));
