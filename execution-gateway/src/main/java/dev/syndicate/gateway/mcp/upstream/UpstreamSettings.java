package dev.syndicate.gateway.mcp.upstream;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One MCP server behind the gateway: either {@code url} or {@code command}.
 *
 * @param url its Streamable HTTP endpoint
 * @param command the program that speaks MCP on its standard input and output; each MCP session gets a process of its own
 * @param args the program's arguments
 * @param env the program's whole environment besides PATH: nothing of the gateway's own is inherited
 * @param envFiles further variables, each the content of a file
 * @param directory where the program runs; the gateway's own directory otherwise
 * @param headers sent with every request, for servers without secrets
 * @param headerFiles further headers, each the content of a file
 * @param bearerTokenFile the file that holds the token for {@code Authorization: Bearer}; read again for each connection
 * @param passes what else may pass between client and server; nothing unless named here
 * @param workspaces the workspaces whose sessions see it; all when empty
 * @param connectTimeout until it has to be up, and until it has to answer everything but a call
 * @param callTimeout until a call has to be answered; after it nobody knows what came of the call
 * @param maxMessage the longest message that is read from it
 * @param maxTools how many tools, resources or prompts are listed of it
 * @param maxConnections MCP sessions that use it at once, and so its processes
 * @param definitionsAge how long its list of tools is believed without asking again
 */
public record UpstreamSettings(
        @Nullable URI url,
        @Nullable String command,
        @DefaultValue List<String> args,
        @DefaultValue Map<String, String> env,
        @DefaultValue Map<String, Path> envFiles,
        @Nullable Path directory,
        @DefaultValue Map<String, String> headers,
        @DefaultValue Map<String, Path> headerFiles,
        @Nullable Path bearerTokenFile,
        @DefaultValue Set<Passage> passes,
        @DefaultValue Set<String> workspaces,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("20s")
        Duration connectTimeout,

        @NotNull @DurationMin(millis = 100) @DurationMax(hours = 12) @DefaultValue("10m")
        Duration callTimeout,

        @NotNull @DefaultValue("8MB") DataSize maxMessage,
        @Min(1) @Max(10_000) @DefaultValue("1000") int maxTools,
        @Min(1) @Max(100_000) @DefaultValue("200") int maxConnections,

        @NotNull @DurationMin(millis = 0) @DurationMax(hours = 1) @DefaultValue("30s")
        Duration definitionsAge) {

    @AssertTrue(message = "An upstream has either a url or a command")
    boolean isOneOfBoth() {
        return (url == null) != (command == null);
    }
}
