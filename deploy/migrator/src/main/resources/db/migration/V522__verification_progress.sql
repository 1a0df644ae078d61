-- How far a verification has come, and from which checkpoint on it goes.
ALTER TABLE audit.verification ADD COLUMN phase text;
ALTER TABLE audit.verification ADD COLUMN done bigint NOT NULL DEFAULT 0;
ALTER TABLE audit.verification ADD COLUMN total bigint;
ALTER TABLE audit.verification ADD COLUMN since_size bigint;
ALTER TABLE audit.verification ADD COLUMN extent text NOT NULL DEFAULT 'everything';
GRANT UPDATE (phase, done, total) ON audit.verification TO audit_service;
