-- The tool definitions that the MCP gateway has seen. The first one of a tool is pinned; any other one is a changed tool,
-- which no rule allows that does not name its digest. Rows are only ever added.

CREATE TABLE gateway.tool_definition (
    server        text        NOT NULL,
    tool          text        NOT NULL,
    digest        bytea       NOT NULL,
    -- The pinned form (docs/spec/tool-definition.md), for those who have to judge it.
    definition    text        NOT NULL,
    pinned        boolean     NOT NULL,
    first_seen_at timestamptz NOT NULL,
    CONSTRAINT tool_definition_pk PRIMARY KEY (server, tool, digest),
    CONSTRAINT tool_definition_digest_is_sha256 CHECK (octet_length(digest) = 32)
);
CREATE UNIQUE INDEX tool_definition_pinned_once ON gateway.tool_definition (server, tool) WHERE pinned;
