package dev.syndicate.cli.run;

import dev.syndicate.cli.identity.SignIn;
import dev.syndicate.cli.identity.SignInException;
import dev.syndicate.client.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the access token comes from that opens the session: a file, {@code SYNDICATE_TOKEN}, or a person who signs in. A
 * step of CI has one of the first two; nothing is asked there.
 */
record Token(@Nullable Path file, Map<String, String> environment, SignIn signIn, boolean terminal) {

    private static final String VARIABLE = "SYNDICATE_TOKEN";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    String read(URI issuer) {
        if (signIn.isChosen()) {
            return signedIn(issuer);
        }
        Path named = file;
        String text = named == null ? environment.getOrDefault(VARIABLE, "") : content(named);
        if (!text.isBlank()) {
            return wellFormed(text.strip());
        }
        if (!terminal) {
            throw new NothingRanException(
                    Ending.NOT_ALLOWED,
                    "No token: set %s or --token-file, or sign in with --browser or --device".formatted(VARIABLE));
        }
        return signedIn(issuer);
    }

    /** It becomes a header; one of another form is never repeated in a message. */
    private static String wellFormed(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new NothingRanException(Ending.NOT_ALLOWED, "The token is not of the form of one (RFC 6750)");
        }
        return text;
    }

    private String signedIn(URI issuer) {
        try {
            return signIn.accessToken(issuer);
        } catch (SignInException refused) {
            throw new NothingRanException(Ending.NOT_ALLOWED, refused.getMessage());
        } catch (UnreachableException nobody) {
            throw new NothingRanException(Ending.UNREACHABLE, nobody.getMessage());
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new NothingRanException(Ending.NOT_ALLOWED, "Cannot read the token in " + file);
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "a token";
    }
}
