package dev.syndicate.contracts.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * A kind of known secret that a view can mask where policy says so. The kinds are those of a file of the format,
 * docs/spec/vectors/view/secrets-v1.txt, in its order.
 */
public enum SecretKind {
    PRIVATE_KEY("private-key"),
    AWS_ACCESS_KEY_ID("aws-access-key-id"),
    AWS_SECRET_ACCESS_KEY("aws-secret-access-key"),
    GITHUB_TOKEN("github-token"),
    GITLAB_TOKEN("gitlab-token"),
    SLACK_TOKEN("slack-token"),
    STRIPE_KEY("stripe-key"),
    NPM_TOKEN("npm-token"),
    PYPI_TOKEN("pypi-token"),
    GOOGLE_API_KEY("google-api-key"),
    ANTHROPIC_KEY("anthropic-key"),
    OPENAI_KEY("openai-key"),
    JWT("jwt"),
    AUTHORIZATION_HEADER("authorization-header"),
    URL_PASSWORD("url-password"),
    ASSIGNED_SECRET("assigned-secret");

    private final String wireName;

    SecretKind(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in policy bundles, views and the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static SecretKind of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a kind of known secret: " + wireName));
    }
}
