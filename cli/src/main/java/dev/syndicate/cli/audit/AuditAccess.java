package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.identity.PasswordSignIn;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As whom audit-service is asked. */
final class AuditAccess {

    @Option(
            names = "--token",
            defaultValue = "${env:SYNDICATE_TOKEN}",
            paramLabel = "TOKEN",
            description = "an access token of an auditor or operator; also SYNDICATE_TOKEN")
    private @Nullable String token;

    @Option(
            names = "--as",
            defaultValue = "ada",
            paramLabel = "USER",
            description = "without a token: the local person to sign in (${DEFAULT-VALUE})")
    private String user = "ada";

    Api audit() {
        return audit(token, user);
    }

    /** audit-service as the bearer of this token, or else as this person of a local installation. */
    static Api audit(@Nullable String token, String user) {
        Endpoints endpoints = Endpoints.found();
        return Api.at(endpoints.audit()).as(PasswordSignIn.bearer(token, endpoints.issuer(), user));
    }
}
