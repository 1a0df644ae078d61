-- What policy-service looks versions up by. A row is written in the transaction that appends the event it follows from,
-- so that an author reads their own writes and a release and its fence cannot come apart; the events stay the truth.

CREATE TABLE policy.policy_version (
    counter       bigint      NOT NULL,
    version       text        NOT NULL,
    bundle_digest bytea       NOT NULL,
    bundle_size   bigint      NOT NULL,
    description   text        NOT NULL,
    -- Persons as JSON, exactly as the events hold them.
    author        text        NOT NULL,
    published_at  timestamptz NOT NULL,
    -- Of the latest activation; empty until there was one.
    releaser      text,
    activated_at  timestamptz,
    active        boolean     NOT NULL DEFAULT false,
    CONSTRAINT policy_version_pk PRIMARY KEY (counter),
    CONSTRAINT policy_version_once UNIQUE (version),
    CONSTRAINT policy_version_counts_from_one CHECK (counter >= 1),
    CONSTRAINT policy_version_digest_is_sha256 CHECK (octet_length(bundle_digest) = 32),
    CONSTRAINT policy_version_released_as_a_whole CHECK ((releaser IS NULL) = (activated_at IS NULL)),
    CONSTRAINT policy_version_active_is_released CHECK (NOT active OR releaser IS NOT NULL)
);
-- One version decides.
CREATE UNIQUE INDEX policy_version_one_active ON policy.policy_version (active) WHERE active;
