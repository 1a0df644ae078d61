package dev.syndicate.cli.connect;

import java.util.Arrays;
import java.util.Locale;

/** A coding tool that can be governed by its hooks. */
public enum CodingTool {
    CLAUDE_CODE("anthropic", "claude-code", "claude-code-http-hook"),
    CODEX("openai", "codex", "codex-hook"),
    GEMINI("google", "gemini-cli", "gemini-hook"),
    COPILOT("github", "copilot-cli", "copilot-hook"),
    CURSOR("anysphere", "cursor", "cursor-hook");

    private final String vendor;
    private final String product;
    private final String adapter;

    CodingTool(String vendor, String product, String adapter) {
        this.vendor = vendor;
        this.product = product;
        this.adapter = adapter;
    }

    /** As it is typed, for example {@code claude-code}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what was typed. Throws {@link IllegalArgumentException} for any other text. */
    public static CodingTool of(String text) {
        return Arrays.stream(values())
                .filter(tool -> tool.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no coding tool; known: %s".formatted(text, Arrays.toString(values()))));
    }

    /** Who makes it. */
    public String vendor() {
        return vendor;
    }

    /** What sessions of it are recorded as. */
    public String product() {
        return product;
    }

    /** What hands its calls over. */
    public String adapter() {
        return adapter;
    }
}
