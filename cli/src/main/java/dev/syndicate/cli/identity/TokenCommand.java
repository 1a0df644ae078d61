package dev.syndicate.cli.identity;

import dev.syndicate.cli.http.Endpoints;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an access token of a local person. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description =
                "Prints an access token of a local person, got by signing in at the development identity provider.",
        footer = {
            "",
            "People: dana (developer), riley and robin (reviewers), ada (auditor), pat and percy",
            "(policy authors), olive and otto (operators)."
        })
public final class TokenCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "for example dana")
    private String user = "";

    @Option(names = "--password", description = "another password than the name itself")
    private @Nullable String password;

    @Option(
            names = "--client",
            defaultValue = Authorization.CLI,
            description = "ask as another client of the provider (${DEFAULT-VALUE})")
    private String client = Authorization.CLI;

    @Override
    public void run() {
        String secret = password == null ? user : password;
        String token = new PasswordSignIn(Endpoints.found().issuer(), client).accessToken(user, secret);
        out().println(token);
    }

    private PrintWriter out() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }
}
