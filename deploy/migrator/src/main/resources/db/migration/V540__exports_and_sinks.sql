-- What was exported, so that an export can be continued and its manifest signed; and how far each sink got.
-- audit_service may INSERT and SELECT here (V100 says so for the whole schema); what it may UPDATE is granted below.

CREATE TABLE audit.export (
    id             uuid        NOT NULL,
    format         text        NOT NULL,
    -- Canonical JSON; {} when nothing is filtered.
    filter         text        NOT NULL,
    first_sequence bigint      NOT NULL,
    last_sequence  bigint      NOT NULL,
    -- The signed note that covers the range.
    checkpoint     text        NOT NULL,
    issuer         text        NOT NULL,
    subject        text        NOT NULL,
    requested_at   timestamptz NOT NULL,
    -- Known once the export was written to its end.
    count          bigint,
    bytes          bigint,
    digest         text,
    CONSTRAINT export_pk PRIMARY KEY (id),
    CONSTRAINT export_range CHECK (first_sequence >= 0 AND last_sequence >= first_sequence),
    CONSTRAINT export_measured_whole CHECK ((count IS NULL) = (digest IS NULL) AND (bytes IS NULL) = (digest IS NULL))
);
GRANT UPDATE (count, bytes, digest) ON audit.export TO audit_service;

CREATE TABLE audit.sink (
    name        text        NOT NULL,
    -- The next sequence to send: everything in front of it was acknowledged by the receiver, or did not match.
    cursor      bigint      NOT NULL,
    -- One process follows for a sink; a follower that was taken over finds no row with its term.
    term        bigint      NOT NULL,
    holder      text        NOT NULL,
    lease_until timestamptz NOT NULL,
    moved_at    timestamptz NOT NULL,
    CONSTRAINT sink_pk PRIMARY KEY (name),
    CONSTRAINT sink_not_negative CHECK (cursor >= 0 AND term >= 0)
);
GRANT UPDATE (cursor, term, holder, lease_until, moved_at) ON audit.sink TO audit_service;
