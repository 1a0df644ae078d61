-- Since when the chain has been clear without a break; an approval from before then needs a fresh vote.
ALTER TABLE audit.latch ADD COLUMN clear_since timestamptz;
UPDATE audit.latch SET clear_since = changed_at WHERE clear;
ALTER TABLE audit.latch ADD CONSTRAINT latch_clear_since CHECK (NOT clear OR clear_since IS NOT NULL);
GRANT UPDATE (clear_since) ON audit.latch TO audit_service;

-- What else a finding is about, where a sequence does not say it.
ALTER TABLE audit.finding ADD COLUMN subject text NOT NULL DEFAULT '';

-- Two people released a finding; the finding itself stays as it is.
CREATE TABLE audit.finding_release (
    id             uuid        NOT NULL,
    digest         text        NOT NULL,
    first_issuer   text        NOT NULL,
    first_subject  text        NOT NULL,
    first_name     text        NOT NULL,
    second_issuer  text        NOT NULL,
    second_subject text        NOT NULL,
    second_name    text        NOT NULL,
    reason         text        NOT NULL,
    released_at    timestamptz NOT NULL,
    CONSTRAINT finding_release_pk PRIMARY KEY (id),
    CONSTRAINT finding_release_two_people CHECK (
        (first_issuer, first_subject) <> (second_issuer, second_subject))
);
CREATE INDEX finding_release_digest ON audit.finding_release (digest);
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit.finding_release
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.finding_release
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE audit.finding_release ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE audit.finding_release ENABLE ALWAYS TRIGGER refuse_truncate;
