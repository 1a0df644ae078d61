-- A session's page asks which of its actions ran under a standing grant.
CREATE INDEX grant_use_action ON approval.grant_use (action);
