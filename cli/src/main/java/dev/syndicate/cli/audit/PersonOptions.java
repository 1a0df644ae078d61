package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A person, by what their tokens say. */
final class PersonOptions {

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "SUBJECT",
            description = "a person, by the subject of their tokens")
    private String subject = "";

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "who issues their tokens; without it, the identity provider of this installation")
    private @Nullable String issuer;

    Map<String, Object> json() {
        String by = issuer == null ? Endpoints.found().issuer().toString() : issuer;
        return Map.of("issuer", by, "subject", subject);
    }
}
