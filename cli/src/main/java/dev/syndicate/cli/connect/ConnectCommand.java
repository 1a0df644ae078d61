package dev.syndicate.cli.connect;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.user.UserDirectories;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connects a coding tool. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = {
            "Connects a coding tool: writes its settings, for one user or for a fleet, and says what that enforces.",
            "Other settings in the same file stay; what was there first is kept beside it as *.before-syndicate",
            "until --remove puts it back."
        },
        footer = {
            "",
            "TARGET is claude-code, codex, gemini, copilot or cursor; or mcp, for MCP servers behind the gateway.",
            "docs/operations/connect.md tells more."
        })
public final class ConnectCommand implements Runnable {

    private static final String MCP = "mcp";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "TARGET", description = "what to connect")
    private String target = "";

    @ArgGroup
    private Scope scope = new Scope();

    @Option(names = "--gateway", paramLabel = "URL", description = "the gateway, if not the one of this machine")
    private @Nullable URI gateway;

    @Option(
            names = "--client",
            paramLabel = "TOOL",
            defaultValue = "claude-code",
            description = "with mcp: whose configuration is written (${DEFAULT-VALUE})")
    private String client = "claude-code";

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "/",
            description = "writes into this image instead of /")
    private Path root = Path.of("/");

    @Option(names = "--dry-run", description = "prints what would be written, and writes nothing")
    private boolean dryRun;

    @Option(names = "--remove", description = "takes out again what was written")
    private boolean remove;

    /** For whom. */
    static final class Scope {

        @Option(names = "--user", description = "for this user (the default)")
        private boolean user;

        @Option(
                names = "--managed",
                description = "for everybody on this machine, locked where the tool can; needs root")
        private boolean managed;
    }

    @Override
    public void run() {
        try {
            connect();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(known().commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void connect() {
        URI address = gateway == null ? Endpoints.found().gateway() : gateway;
        Places places = places();
        if (target.equals(MCP)) {
            ServerPlan plan = new ServerPlan(CodingTool.of(client), places, address);
            Part hooks = new HookPlan(CodingTool.of(client), false, places, address);
            carryOut(remove ? List.of(Removal.of(plan, hooks)) : plan.connect(), Enforcement.ofServers());
            return;
        }
        CodingTool tool = CodingTool.of(target);
        HookPlan plan = new HookPlan(tool, scope.managed, places, address);
        Part servers = new ServerPlan(tool, places, address);
        carryOut(remove ? List.of(Removal.of(plan, servers)) : plan.connect(), Enforcement.of(tool, scope.managed));
    }

    private Places places() {
        Path home = UserDirectories.found().home();
        boolean isElsewhere = !root.equals(Path.of("/"));
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        return new Places(
                root,
                isElsewhere ? root.resolve(Path.of("/").relativize(home)) : home,
                isElsewhere ? root : Path.of("").toAbsolutePath(),
                mac);
    }

    private void carryOut(List<Change> changes, Enforcement enforcement) {
        PrintWriter out = known().commandLine().getOut();
        for (Change change : changes) {
            if (dryRun) {
                print(out, change);
            } else {
                apply(out, change);
            }
        }
        if (!remove) {
            explain(out, enforcement);
        }
        out.flush();
    }

    private static void print(PrintWriter out, Change change) {
        if (change.content().isEmpty()) {
            out.printf("# %s: would go%n", change.file());
        } else if (change.isProgram()) {
            out.printf(
                    "# %s: our program, %d lines%n",
                    change.file(), change.content().lines().count());
        } else {
            out.printf("# %s%n%s", change.file(), change.content());
        }
    }

    private static void apply(PrintWriter out, Change change) {
        boolean news = change.isNews();
        if (news) {
            change.apply();
        }
        String done = change.content().isEmpty() ? "removed" : "written";
        out.printf("%s: %s%n", change.file(), news ? done : "already so");
    }

    private static void explain(PrintWriter out, Enforcement enforcement) {
        out.printf(
                "%nEnforcement tier: %s%nWithout an answer: %s%nIt does not see:%n",
                enforcement.tier(), enforcement.failMode());
        enforcement.unseen().forEach(line -> out.printf("  - %s%n", line));
        if (enforcement.tier().equals("B")) {
            out.printf("To have it recorded as B, the gateway has to be told that this fleet locks it:%n"
                    + "  syndicate.gateway.sessions.tiers.<adapter>: B%n");
        }
        out.printf("Next:%n");
        enforcement.next().forEach(line -> out.printf("  %s%n", line));
        out.printf("Then have the tool run 'syndicate-canary': it has to be denied.%n");
    }

    private CommandSpec known() {
        CommandSpec injected = spec;
        if (injected == null) {
            throw new IllegalStateException("Run by picocli alone");
        }
        return injected;
    }
}
