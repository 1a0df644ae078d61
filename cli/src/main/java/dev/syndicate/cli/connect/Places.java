package dev.syndicate.cli.connect;

import java.nio.file.Path;
import java.util.List;

/**
 * Where files go.
 *
 * @param root in front of every absolute path; {@code /} but for images and tests
 * @param home the user's home
 * @param project where project files go
 * @param mac whether this is a Mac, where managed files lie elsewhere
 */
record Places(Path root, Path home, Path project, boolean mac) {

    /** The directory of our own programs: a fleet's belong to root and nobody else may write there. */
    Path programs(boolean managed) {
        return managed ? at("usr", "local", "libexec", "syndicate") : home.resolve(Path.of(".local", "bin"));
    }

    Path hooks(CodingTool tool, boolean managed) {
        return managed ? managed(tool) : user(tool);
    }

    private Path user(CodingTool tool) {
        return home.resolve(
                switch (tool) {
                    case CLAUDE_CODE -> Path.of(".claude", "settings.json");
                    case CODEX -> Path.of(".codex", "hooks.json");
                    case GEMINI -> Path.of(".gemini", "settings.json");
                    case COPILOT -> Path.of(".copilot", "hooks", "syndicate.json");
                    case CURSOR -> Path.of(".cursor", "hooks.json");
                });
    }

    private Path managed(CodingTool tool) {
        List<String> support = List.of("Library", "Application Support");
        return switch (tool) {
            case CLAUDE_CODE ->
                mac
                        ? at(support.get(0), support.get(1), "ClaudeCode", "managed-settings.json")
                        : at("etc", "claude-code", "managed-settings.json");
            case CODEX -> at("etc", "codex", "requirements.toml");
            case GEMINI ->
                mac
                        ? at(support.get(0), support.get(1), "GeminiCli", "settings.json")
                        : at("etc", "gemini-cli", "settings.json");
            case COPILOT -> at("etc", "github-copilot", "policy.d", "syndicate.json");
            case CURSOR ->
                mac ? at(support.get(0), support.get(1), "Cursor", "hooks.json") : at("etc", "cursor", "hooks.json");
        };
    }

    /** Where a client looks for MCP servers. */
    Path servers(CodingTool client) {
        return switch (client) {
            case CLAUDE_CODE -> project.resolve(".mcp.json");
            case CODEX -> home.resolve(Path.of(".codex", "config.toml"));
            case GEMINI -> home.resolve(Path.of(".gemini", "settings.json"));
            case COPILOT -> home.resolve(Path.of(".copilot", "mcp-config.json"));
            case CURSOR -> home.resolve(Path.of(".cursor", "mcp.json"));
        };
    }

    private Path at(String first, String... more) {
        return root.resolve(Path.of(first, more));
    }

    /** The path as it will be on the machine, without the root in front. */
    String onTheMachine(Path file) {
        Path rooted = root.toAbsolutePath();
        Path path = file.toAbsolutePath();
        return rooted.getNameCount() > 0 && path.startsWith(rooted) ? "/" + rooted.relativize(path) : path.toString();
    }
}
