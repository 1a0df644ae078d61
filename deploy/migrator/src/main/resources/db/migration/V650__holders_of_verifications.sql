-- Which process carries a verification out: it holds an advisory lock of this name for as long as it lives.
ALTER TABLE audit.verification ADD COLUMN holder uuid;
COMMENT ON COLUMN audit.verification.holder IS 'absent where a release before schema 650 began it';
GRANT UPDATE (holder) ON audit.verification TO audit_service;
CREATE INDEX verification_running ON audit.verification (holder) WHERE state = 'running';
