/** The MCP gateway: one MCP server in front, any number behind, and every call between them governed. */
@NullMarked
package dev.syndicate.gateway.mcp;

import org.jspecify.annotations.NullMarked;
