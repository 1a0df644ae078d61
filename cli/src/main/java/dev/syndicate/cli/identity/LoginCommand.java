package dev.syndicate.cli.identity;

import dev.syndicate.cli.connect.ClaudeHook;
import dev.syndicate.cli.connect.CodingTool;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.user.UserDirectories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Signs a developer in and opens a session for a coding tool. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = {
            "Signs a developer in and opens a session for a coding tool. Standard output is for the shell:",
            "  eval \"$(./syndicate login)\""
        })
public final class LoginCommand implements Runnable {

    @ArgGroup
    private SignIn signIn = new SignIn();

    @Option(
            names = "--workspace",
            defaultValue = "acme/checkout",
            description = "the workspace that the session is bound to (${DEFAULT-VALUE})")
    private String workspace = "acme/checkout";

    @Option(names = "--tool-version", defaultValue = "", description = "the coding tool's version, for the record")
    private String toolVersion = "";

    @Option(
            names = "--hook-settings",
            paramLabel = "FILE",
            description = "also writes the Claude Code settings for this session into a new file")
    private @Nullable Path hookSettings;

    @Option(
            names = "--tool",
            defaultValue = "claude-code",
            description = "claude-code, codex, gemini, copilot or cursor (${DEFAULT-VALUE})")
    private String tool = "claude-code";

    @Option(
            names = "--save",
            description = "also keeps the credential where hooks find it without an environment, for this user alone")
    private boolean save;

    @Option(names = "--json", description = "prints the whole session as JSON instead")
    private boolean json;

    @Override
    public void run() {
        CodingTool codingTool = codingTool();
        Endpoints endpoints = Endpoints.found();
        Answer session = open(endpoints, codingTool, signIn.accessToken(endpoints.issuer()));
        Path settings = hookSettings;
        if (settings != null) {
            write(settings, ClaudeHook.settings(endpoints.gateway()));
        }
        if (save) {
            KeptCredential.keep(session.text("credential"), UserDirectories.found());
        }
        System.out.println(json ? session.body() : exports(session));
        System.err.printf(
                "Session %s in %s, for %s, until %s.%n",
                session.text("session"),
                session.text("workspace"),
                session.text("principal"),
                session.text("expiresAt"));
    }

    private CodingTool codingTool() {
        try {
            return CodingTool.of(tool);
        } catch (IllegalArgumentException unknown) {
            throw new SignInException(String.valueOf(unknown.getMessage()));
        }
    }

    private Answer open(Endpoints endpoints, CodingTool codingTool, String token) {
        Map<String, String> agent = Map.of(
                "vendor",
                codingTool.vendor(),
                "product",
                codingTool.product(),
                "version",
                toolVersion,
                "adapter",
                codingTool.adapter());
        return Api.at(endpoints.gateway())
                .as(token)
                .post("/v1/sessions", Map.of("workspace", workspace, "agent", agent))
                .orRefused();
    }

    private static String exports(Answer session) {
        return "export SYNDICATE_SESSION=%s%nexport %s=%s"
                .formatted(session.text("session"), ClaudeHook.CREDENTIAL, session.text("credential"));
    }

    private static void write(Path file, String settings) {
        try {
            Files.writeString(file, settings, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + " as a new file", failure);
        }
    }
}
