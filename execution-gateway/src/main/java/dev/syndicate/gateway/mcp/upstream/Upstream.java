package dev.syndicate.gateway.mcp.upstream;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A configured MCP server. Credentials for it are read here and seen nowhere else. */
public final class Upstream {

    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

    private final String name;
    private final UpstreamSettings settings;
    private final Backoff backoff = new Backoff();
    private final Semaphore connections;

    public Upstream(String name, UpstreamSettings settings) {
        this.name = name;
        this.settings = settings;
        this.connections = new Semaphore(settings.maxConnections());
    }

    /** How it is called in names, records and policy. */
    public String name() {
        return name;
    }

    public UpstreamSettings settings() {
        return settings;
    }

    /** Whether this may pass between it and a client. */
    public boolean passes(Passage what) {
        return settings.passes().contains(what);
    }

    /** A connection of one client's own, up and initialised. Throws {@link UpstreamException}. */
    public UpstreamConnection connect(UpstreamListener client) {
        Duration left = backoff.left();
        if (left.isPositive()) {
            throw UpstreamException.notSent(name, "it failed, and is tried again in %d ms".formatted(left.toMillis()));
        }
        if (!connections.tryAcquire()) {
            throw UpstreamException.notSent(name, "it has no connection left");
        }
        try {
            UpstreamConnection connection = new UpstreamConnection(this, client, connections::release);
            backoff.succeeded();
            return connection;
        } catch (UpstreamException failed) {
            LOG.warn("{}", failed.getMessage());
            backoff.failed();
            throw failed;
        }
    }

    /** It broke off by itself; whoever connects again may have to wait. */
    void brokeOff() {
        LOG.warn("Upstream {} has ended", name);
        backoff.failed();
    }

    McpClientTransport transport(Runnable whenGone) {
        URI url = settings.url();
        return url == null ? new StdioTransport(name, command(), maxMessage(), whenGone) : http(url);
    }

    private int maxMessage() {
        return Math.toIntExact(settings.maxMessage().toBytes());
    }

    private ProcessBuilder command() {
        List<String> words = Stream.concat(Optional.ofNullable(settings.command()).stream(), settings.args().stream())
                .toList();
        ProcessBuilder command = new ProcessBuilder(words);
        String path = command.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.environment().clear();
        command.environment().put("PATH", path);
        command.environment().putAll(settings.env());
        command.environment().putAll(contents(settings.envFiles()));
        Optional.ofNullable(settings.directory()).ifPresent(directory -> command.directory(directory.toFile()));
        return command;
    }

    private McpClientTransport http(URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        settings.headers().forEach(request::setHeader);
        contents(settings.headerFiles()).forEach(request::setHeader);
        Path token = settings.bearerTokenFile();
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + content(token));
        }
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        return HttpClientStreamableHttpTransport.builder(url.resolve("/").toString())
                .endpoint(path)
                .requestBuilder(request)
                .jsonMapper(McpJson.MAPPER)
                .connectTimeout(settings.connectTimeout())
                .maxResponseSize(maxMessage())
                .supportedProtocolVersions(UpstreamConnection.VERSIONS)
                .build();
    }

    private Map<String, String> contents(Map<String, Path> files) {
        Map<String, String> contents = new LinkedHashMap<>();
        files.forEach((name, file) -> contents.put(name, content(file)));
        return contents;
    }

    private String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw UpstreamException.notSent(name, "a configured secret cannot be read");
        }
    }
}
