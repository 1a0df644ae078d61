package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.identity.PasswordSignIn;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The identity provider is away: sessions that are open need it for nothing, and tokens whose key is known are still good. A
 * token of any other key cannot be checked, and nobody signs in.
 */
final class WithoutIdentityProvider extends Probe {

    private final Proposed held;

    WithoutIdentityProvider(Cast cast) {
        super(cast);
        held = permitted();
    }

    @Override
    void whileAway() {
        expectGranted(held);
        Answer opened = opened("dana");
        expect("a session for a token whose key is known", opened.isOk(), opened);
        expectProblem("identity-provider-unavailable", openedBy(ofAnotherKey(cast().token("dana"))));
    }

    @Override
    void afterwards() {
        expectProblem("invalid-token", judged(ofAnotherKey(cast().token("dana"))));
        Answer opened = judged(new PasswordSignIn(cast().endpoints().issuer()).accessToken("dana", "dana"));
        expect("a session for who signed in anew", opened.isOk(), opened);
    }

    /** The provider may still be slow to say its keys. */
    private Answer judged(String token) {
        return Waiting.settled(
                openedBy(token),
                answer -> answer.problem().equals("identity-provider-unavailable"),
                again -> openedBy(token));
    }

    private Answer openedBy(String token) {
        return cast().openSession(token, "rest");
    }

    /** The same token as a key would have signed it that the provider may have made since anybody looked. */
    private static String ofAnotherKey(String token) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"another\"}";
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        return encoded + token.substring(token.indexOf('.'));
    }
}
