-- How many records were not read because two people had let them go.
ALTER TABLE audit.verification ADD COLUMN pruned bigint;
COMMENT ON COLUMN audit.verification.pruned IS 'absent until intact, and where a release before schema 651 completed it';
GRANT UPDATE (pruned) ON audit.verification TO audit_service;
