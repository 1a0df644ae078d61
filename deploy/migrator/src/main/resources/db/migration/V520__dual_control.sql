-- What one person asked for and another one has to confirm. Rows are never deleted: they say who stood behind what, and
-- when. The asking is signed by the service (proof), so that a row that somebody else wrote is no first person.
CREATE TABLE audit.dual_control (
    id             uuid        NOT NULL,
    kind           text        NOT NULL,
    digest         text        NOT NULL,
    reason         text        NOT NULL,
    first_issuer   text        NOT NULL,
    first_subject  text        NOT NULL,
    first_name     text        NOT NULL,
    first_methods  text[]      NOT NULL,
    asked_at       timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    proof          bytea       NOT NULL,
    second_issuer  text,
    second_subject text,
    second_name    text,
    second_reason  text,
    -- Confirmed, expired, or not what the service signed; the last two have no second person.
    closed_at      timestamptz,
    CONSTRAINT dual_control_pk PRIMARY KEY (id),
    CONSTRAINT dual_control_second_is_whole CHECK (
        num_nonnulls(second_issuer, second_subject, second_name, second_reason) IN (0, 4)),
    CONSTRAINT dual_control_two_people CHECK (
        second_subject IS NULL OR (first_issuer, first_subject) <> (second_issuer, second_subject))
);
CREATE UNIQUE INDEX dual_control_open ON audit.dual_control (kind, digest) WHERE closed_at IS NULL;
GRANT UPDATE (second_issuer, second_subject, second_name, second_reason, closed_at)
    ON audit.dual_control TO audit_service;

CREATE TRIGGER refuse_delete BEFORE DELETE ON audit.dual_control
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.dual_control
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE audit.dual_control ENABLE ALWAYS TRIGGER refuse_delete;
ALTER TABLE audit.dual_control ENABLE ALWAYS TRIGGER refuse_truncate;
