package dev.syndicate.cli.connect;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entry that makes a client reach its MCP servers through the gateway, with the session's credential. */
record ServerPlan(CodingTool client, Places places, URI gateway) implements Part {

    private static final String NAME = "syndicate";
    private static final String SERVERS = "mcpServers";

    @Override
    public Path file() {
        return places.servers(client);
    }

    List<Change> connect() {
        return List.of(new Change(file(), with(Change.contentOf(file())), Change.Kind.SETTINGS));
    }

    @Override
    public String with(String content) {
        return client == CodingTool.CODEX ? toml(content) : json(content);
    }

    @Override
    public String without(String content) {
        return client == CodingTool.CODEX
                ? TomlBlocks.without(content)
                : JsonFile.read(file(), content).remove(NAME, SERVERS).content();
    }

    private String url() {
        return gateway.resolve("/mcp").toString();
    }

    private String toml(String content) {
        String table = """
                [mcp_servers.%s]
                url = "%s"
                bearer_token_env_var = "%s"
                """.formatted(NAME, url(), ClaudeHook.CREDENTIAL);
        return TomlBlocks.with(file(), content, "", table, List.of("^\\s*\\[\\s*mcp_servers\\.\"?syndicate\"?\\s*]"));
    }

    private String json(String content) {
        Map<String, Object> server = new LinkedHashMap<>();
        switch (client) {
            case CLAUDE_CODE -> server.put("type", "http");
            case COPILOT -> {
                server.put("type", "http");
                server.put("tools", List.of("*"));
            }
            case GEMINI, CURSOR, CODEX -> {}
        }
        server.put(client == CodingTool.GEMINI ? "httpUrl" : "url", url());
        server.put("headers", Map.of("Authorization", "Bearer " + variable()));
        return JsonFile.read(file(), content).put(Map.of(NAME, server), SERVERS).content();
    }

    /** How each client writes a variable of the environment. */
    private String variable() {
        return switch (client) {
            case CURSOR -> "${env:" + ClaudeHook.CREDENTIAL + "}";
            case GEMINI -> "$" + ClaudeHook.CREDENTIAL;
            case CLAUDE_CODE, COPILOT, CODEX -> "${" + ClaudeHook.CREDENTIAL + "}";
        };
    }
}
