package dev.syndicate.approval.story;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sessions have done. */
public interface Stories {

    /** The sessions of these workspaces, the one that acted last first; of one person where one is given. */
    List<Story> latest(List<WorkspaceId> workspaces, @Nullable Person requester, int limit);

    Optional<Story> find(SessionId session);

    /** The actions of a session up to this one, or all, the earliest first; the last so many of them. */
    List<StoryAction> actions(SessionId session, @Nullable ActionId until, int limit);

    /** What has become of an action. */
    Optional<StoryAction> action(ActionId action);
}
