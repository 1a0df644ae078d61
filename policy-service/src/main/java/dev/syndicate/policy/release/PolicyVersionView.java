package dev.syndicate.policy.release;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version, as it is served.
 *
 * @param author who published it
 * @param releaser who activated it last; absent until then
 * @param activatedAt when; absent until then
 * @param active whether it decides now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyVersionView(
        PolicyVersion version,
        ContentRef bundle,
        String description,
        Person author,
        Instant publishedAt,
        @Nullable Person releaser,
        @Nullable Instant activatedAt,
        boolean active) {

    /** Whether somebody other than its author has ever released it. */
    @JsonIgnore
    public boolean isReleased() {
        return releaser() != null;
    }
}
