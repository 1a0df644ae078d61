/** The MCP servers behind the gateway, each over Streamable HTTP or as a process of its own. */
@NullMarked
package dev.syndicate.gateway.mcp.upstream;

import org.jspecify.annotations.NullMarked;
