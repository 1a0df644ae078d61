-- Personal content, encrypted under a key of the person who answers for it. Destroying the key destroys the content, in
-- every copy of the database that does not also hold the key; no hashed byte changes.

-- One live key a person. "subject" is a pseudonym (an HMAC under the key of row '*'), so that this lists nobody.
CREATE TABLE content.subject_key (
    id           uuid        NOT NULL,
    subject      text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    -- The event that says who had it destroyed, and why.
    erasure      uuid,
    CONSTRAINT subject_key_pk PRIMARY KEY (id),
    CONSTRAINT subject_key_subject CHECK (subject = '*' OR subject ~ '^[0-9a-f]{64}$'),
    CONSTRAINT subject_key_destroyed_by_an_event CHECK ((destroyed_at IS NULL) = (erasure IS NULL)),
    CONSTRAINT subject_key_directory_stays CHECK (subject <> '*' OR destroyed_at IS NULL)
);
CREATE UNIQUE INDEX subject_key_live ON content.subject_key (subject) WHERE destroyed_at IS NULL;

-- A key as it is kept: encrypted under a master key, which is not in the database. While the master key is rotated there
-- are two forms of each; rows are added and removed, never changed.
CREATE TABLE content.wrapped_key (
    key     uuid  NOT NULL,
    master  text  NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT wrapped_key_pk PRIMARY KEY (key, master),
    CONSTRAINT wrapped_key_of FOREIGN KEY (key) REFERENCES content.subject_key (id)
);
CREATE INDEX wrapped_key_master ON content.wrapped_key (master, key);

-- "digest" and "size" are those of the plain bytes, as events and records name them.
CREATE TABLE content.personal (
    digest     bytea       NOT NULL,
    key        uuid        NOT NULL,
    size       integer     NOT NULL,
    ciphertext bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT personal_pk PRIMARY KEY (digest, key),
    CONSTRAINT personal_encrypted_under FOREIGN KEY (key) REFERENCES content.subject_key (id),
    CONSTRAINT personal_digest_is_sha256 CHECK (octet_length(digest) = 32),
    CONSTRAINT personal_size_not_negative CHECK (size >= 0)
);
-- Ciphertext does not shrink.
ALTER TABLE content.personal ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
CREATE INDEX personal_to_shred ON content.personal (key) WHERE ciphertext IS NOT NULL;

-- The only changes there are, and only through the functions below, which run as the owner.
CREATE FUNCTION content.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF current_user = 'syndicate_migrator' THEN
        IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'wrapped_key' THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'subject_key' THEN
            IF OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL
                AND ROW (NEW.id, NEW.subject, NEW.created_at) = ROW (OLD.id, OLD.subject, OLD.created_at) THEN
                RETURN NEW;
            END IF;
        END IF;
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'personal' THEN
            IF NEW.ciphertext IS NULL
                AND ROW (NEW.digest, NEW.key, NEW.size, NEW.created_at)
                    = ROW (OLD.digest, OLD.key, OLD.size, OLD.created_at) THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION '% on %.% is refused: only an erasure changes rows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Locks a key against its destruction until the transaction ends; empty when it is destroyed already.
CREATE FUNCTION content.hold_key(wanted uuid) RETURNS uuid
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT k.id FROM content.subject_key k WHERE k.id = wanted AND k.destroyed_at IS NULL FOR SHARE
$$;

-- A destroyed key never comes back, nor is anything encrypted under it any more.
CREATE FUNCTION content.require_live_key() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF content.hold_key(NEW.key) IS NULL THEN
        RAISE EXCEPTION 'key % is destroyed', NEW.key USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['subject_key', 'wrapped_key', 'personal'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON content.%I'
                ' FOR EACH ROW EXECUTE FUNCTION content.refuse_change()', kept);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON content.%I'
                ' FOR EACH STATEMENT EXECUTE FUNCTION eventstore.refuse_change()', kept);
        EXECUTE format('ALTER TABLE content.%I ENABLE ALWAYS TRIGGER refuse_change', kept);
        EXECUTE format('ALTER TABLE content.%I ENABLE ALWAYS TRIGGER refuse_truncate', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['wrapped_key', 'personal'] LOOP
        EXECUTE format(
            'CREATE TRIGGER require_live_key BEFORE INSERT ON content.%I'
                ' FOR EACH ROW EXECUTE FUNCTION content.require_live_key()', kept);
        EXECUTE format('ALTER TABLE content.%I ENABLE ALWAYS TRIGGER require_live_key', kept);
    END LOOP;
END
$$;

-- Destroys every key of a person, at once and for good; answers how many. What they encrypted is shredded afterwards.
CREATE FUNCTION content.destroy_keys(person text, event uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    destroyed integer;
BEGIN
    UPDATE content.subject_key
    SET destroyed_at = pg_catalog.clock_timestamp(), erasure = event
    WHERE subject = person AND destroyed_at IS NULL;
    GET DIAGNOSTICS destroyed = ROW_COUNT;
    DELETE FROM content.wrapped_key w
    USING content.subject_key k
    WHERE k.id = w.key AND k.destroyed_at IS NOT NULL;
    PERFORM pg_catalog.pg_notify('syndicate_content_keys', person);
    RETURN destroyed;
END
$$;

-- Removes some of the ciphertext that nobody can read any more; answers how much, until there is none.
CREATE FUNCTION content.shred(at_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    shredded integer;
BEGIN
    UPDATE content.personal
    SET ciphertext = NULL
    WHERE (digest, key) IN (
        SELECT p.digest, p.key
        FROM content.subject_key k
        JOIN content.personal p ON p.key = k.id AND p.ciphertext IS NOT NULL
        WHERE k.destroyed_at IS NOT NULL
        LIMIT at_most);
    GET DIAGNOSTICS shredded = ROW_COUNT;
    RETURN shredded;
END
$$;

-- Where the chain has an event; empty while it is being written.
CREATE FUNCTION content.record_of(event uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (SELECT l.sequence FROM audit.leaf l WHERE l.event_id = event);
END
$$;

GRANT SELECT ON content.subject_key, content.wrapped_key, content.personal
    TO approval_service, execution_gateway, audit_service, audit_reader;
GRANT INSERT (id, subject) ON content.subject_key TO execution_gateway;
GRANT INSERT ON content.wrapped_key TO execution_gateway;
GRANT INSERT (digest, key, size, ciphertext) ON content.personal TO execution_gateway;
GRANT EXECUTE ON FUNCTION content.hold_key(uuid) TO execution_gateway;
GRANT EXECUTE ON FUNCTION content.record_of(uuid)
    TO approval_service, execution_gateway, audit_service, audit_reader;
GRANT EXECUTE ON FUNCTION content.destroy_keys(text, uuid), content.shred(integer) TO audit_service;

-- What is stored in the clear from here on belongs to nobody: policy bundles.
REVOKE INSERT (digest, size, bytes) ON content.content FROM approval_service, execution_gateway, audit_service;
