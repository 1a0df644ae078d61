package dev.syndicate.gateway.mcp;

import dev.syndicate.gateway.mcp.upstream.UpstreamSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The MCP gateway.
 *
 * @param resource where clients find {@code /mcp}: the identifier of the protected resource (RFC 9728)
 * @param allowedHosts what a request's Host header may name besides the resource's host and the loopback
 * @param allowedOrigins the web origins whose pages may call it; none otherwise
 * @param hold how long a call waits for people before it is answered with a link to the approval. Claude Code cuts a
 *     silent call at 300 s, and Codex any call
 * @param heartbeat how often a waiting client hears that it waits, and is found to have gone
 * @param answerTimeout how long a client may take to answer what an upstream asks of it
 * @param idle after which an MCP session that nobody uses is closed
 * @param maxSessions MCP sessions of one session of a coding tool, or of one developer's tokens. One more takes the place of
 *     the one that was not used for longest
 * @param maxCalls calls that one MCP session has under way
 * @param upstreams the MCP servers behind, by the name that prefixes their tools
 */
@Validated
@ConfigurationProperties("syndicate.gateway.mcp")
record McpSettings(
        @NotNull @DefaultValue("http://127.0.0.1:8080/mcp") URI resource,
        @DefaultValue Set<String> allowedHosts,
        @DefaultValue Set<String> allowedOrigins,

        @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1) @DefaultValue("4m")
        Duration hold,

        @NotNull @DurationMin(millis = 50) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration heartbeat,

        @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1) @DefaultValue("10m")
        Duration answerTimeout,

        @NotNull @DurationMin(millis = 100) @DurationMax(days = 1) @DefaultValue("30m")
        Duration idle,

        @Min(1) @Max(1000) @DefaultValue("20") int maxSessions,
        @Min(1) @Max(1000) @DefaultValue("50") int maxCalls,
        @DefaultValue Map<@Pattern(regexp = "[a-z][a-z0-9-]{0,31}") String, @Valid UpstreamSettings> upstreams) {}
