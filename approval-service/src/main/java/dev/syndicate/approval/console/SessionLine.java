package dev.syndicate.approval.console;

import dev.syndicate.approval.story.Story;
import dev.syndicate.contracts.session.InstallationSeen;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session, and how its calls are enforced.
 *
 * @param failing what happens to a call where the gateway gives no answer
 * @param told who says so; empty where nobody does
 * @param machine where it runs and in which version; empty where no hook says
 */
public record SessionLine(Story story, String enforcement, String failing, String told, String machine) {

    static SessionLine of(Story story) {
        InstallationSeen seen = story.installation();
        return new SessionLine(
                story,
                Wording.enforcement(story.opened().enforcementTier()),
                story.failMode().map(Wording::failMode).orElse("nobody says what happens without an answer"),
                seen != null ? "as its hook says" : story.failMode().isPresent() ? "as was claimed" : "",
                seen == null
                        ? ""
                        : Stream.of(seen.host(), seen.version())
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(", ")));
    }
}
