-- How a session's calls are enforced, as its hook last said.
ALTER TABLE approval.session_view ADD COLUMN installation bytea;
COMMENT ON COLUMN approval.session_view.installation IS 'absent where no call came through a hook';
