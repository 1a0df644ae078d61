-- Which files' contents came with an action: as its operands name them, and as content.personal keeps them.
CREATE TABLE content.pre_image (
    action uuid    NOT NULL,
    digest bytea   NOT NULL,
    size   integer NOT NULL,
    CONSTRAINT pre_image_pk PRIMARY KEY (action, digest),
    CONSTRAINT pre_image_digest_is_sha256 CHECK (octet_length(digest) = 32),
    CONSTRAINT pre_image_size_not_negative CHECK (size >= 0)
);
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON content.pre_image
    FOR EACH ROW EXECUTE FUNCTION eventstore.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON content.pre_image
    FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change();
ALTER TABLE content.pre_image ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE content.pre_image ENABLE ALWAYS TRIGGER refuse_truncate;

GRANT SELECT ON content.pre_image TO approval_service, execution_gateway;
GRANT INSERT ON content.pre_image TO execution_gateway;
