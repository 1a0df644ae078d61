package dev.syndicate.audit.story;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session in the order in which its actions were proposed.
 *
 * @param principal on whose behalf it acted
 * @param closed absent while it is open
 * @param actions a page of them
 * @param next ask with this as {@code after} for the actions that follow; absent at the end
 */
@Schema(name = "SessionStory")
public record SessionStory(
        String session,
        @Nullable String workspace,
        @Nullable PersonView principal,
        ActionStory.@Nullable Agent agent,
        @Nullable Moment opened,
        @Nullable Closing closed,
        List<ActionStory> actions,
        @Nullable Long next) {

    /** Who ended it. */
    @Schema(name = "SessionClosing")
    public record Closing(@Nullable PersonView by, Moment closed) {}
}
