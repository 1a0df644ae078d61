-- Which known secrets policy lets be masked where an action is shown. Of what was judged before, none were.
ALTER TABLE approval.action_view ADD COLUMN masks text[] DEFAULT '{}';
ALTER TABLE approval.action_view ALTER COLUMN masks DROP DEFAULT;
COMMENT ON COLUMN approval.action_view.masks IS
    'kinds of known secrets that are masked where the action is shown; null until policy has judged it: then all are';
