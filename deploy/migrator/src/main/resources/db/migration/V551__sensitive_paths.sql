-- Every version of a workspace's sensitive paths that was ever in force: what was proposed under one is compared under it.
CREATE TABLE gateway.sensitive_list (
    workspace text        NOT NULL,
    counter   integer     NOT NULL,
    version   text        NOT NULL,
    document  bytea       NOT NULL,
    known_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT sensitive_list_pk PRIMARY KEY (workspace, counter),
    CONSTRAINT sensitive_list_version_once UNIQUE (version),
    CONSTRAINT sensitive_list_counts_from_one CHECK (counter >= 1)
);
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON gateway.sensitive_list
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON gateway.sensitive_list
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE gateway.sensitive_list ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE gateway.sensitive_list ENABLE ALWAYS TRIGGER refuse_truncate;
REVOKE UPDATE, DELETE ON gateway.sensitive_list FROM execution_gateway;

-- Under which list, and with whose salts; empty where no list was in force, or where nothing matched.
ALTER TABLE gateway.action ADD COLUMN sensitive_list text, ADD COLUMN sensitive_key uuid;
