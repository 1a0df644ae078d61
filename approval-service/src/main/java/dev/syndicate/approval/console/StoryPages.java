package dev.syndicate.approval.console;

import dev.syndicate.approval.grant.GrantUse;
import dev.syndicate.approval.grant.GrantView;
import dev.syndicate.approval.grant.Grants;
import dev.syndicate.approval.grant.Lineage;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.story.Standing;
import dev.syndicate.approval.story.Stories;
import dev.syndicate.approval.story.Story;
import dev.syndicate.approval.story.StoryAction;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.content.ContentErasedException;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what sessions did, to those who may see it. */
@Component
class StoryPages {

    private static final int LISTED = 100;
    private static final int TOLD = 500;

    private final Stories stories;
    private final ReviewedActions actions;
    private final Visibility visibility;
    private final Grants grants;

    StoryPages(Stories stories, ReviewedActions actions, Visibility visibility, Grants grants) {
        this.stories = stories;
        this.actions = actions;
        this.visibility = visibility;
        this.grants = grants;
    }

    List<Story> latest(AuthenticatedPerson viewer) {
        return stories.latest(
                Waiting.workspaces(viewer), visibility.onlyOf(viewer).orElse(null), LISTED);
    }

    /** The session, if the viewer may see it. */
    Story require(AuthenticatedPerson viewer, SessionId session) {
        return stories.find(session)
                .filter(story -> maySee(viewer, story))
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.NOT_FOUND, "There is no session %s for you".formatted(session)));
    }

    private boolean maySee(AuthenticatedPerson viewer, Story story) {
        @Nullable Person own = visibility.onlyOf(viewer).orElse(null);
        return viewer.isMemberOf(story.opened().workspace())
                && (own == null || story.opened().principal().isAnsweredForBy(own));
    }

    Optional<Story> find(SessionId session) {
        return stories.find(session);
    }

    /** The last actions of a session, the latest last. */
    List<StoryLine> lines(SessionId session, Moments moments) {
        return lines(stories.actions(session, null, TOLD), null, moments);
    }

    /** Up to this action, and it. */
    List<StoryLine> before(SessionId session, ActionId action, int limit, Moments moments) {
        return lines(stories.actions(session, action, limit), action, moments);
    }

    /** What was done under a standing grant, in its order; nothing for who may not see the session. */
    List<StoryLine> under(AuthenticatedPerson viewer, GrantView grant, Moments moments) {
        if (stories.find(grant.session()).filter(story -> maySee(viewer, story)).isEmpty()) {
            return List.of();
        }
        return lines(
                grants.usesOf(grant.approval()).stream()
                        .map(GrantUse::action)
                        .distinct()
                        .flatMap(action -> stories.action(action).stream())
                        .toList(),
                null,
                moments);
    }

    /** What an approval let stand besides its own action, in a few words. */
    Optional<String> letStandBy(ApprovalId approval) {
        return grants.givenBy(approval)
                .map(grant -> "What it let stand was used %d of %d times"
                        .formatted(
                                grants.usesOf(approval).stream()
                                        .map(GrantUse::number)
                                        .distinct()
                                        .count(),
                                grant.terms().uses()));
    }

    private List<StoryLine> lines(List<StoryAction> told, @Nullable ActionId current, Moments moments) {
        Map<ActionId, Lineage> lineages = grants.lineagesOf(
                told.stream().map(action -> action.proposed().action()).toList());
        return told.stream()
                .map(action -> line(action, lineages.get(action.proposed().action()), current, moments))
                .toList();
    }

    Optional<Standing> standing(ActionId action) {
        return stories.action(action).map(StoryAction::standing);
    }

    /** Where people are asked about what takes the place of a request that was amended. */
    Optional<ApprovalId> approvalOf(@Nullable Ending ending) {
        return Optional.ofNullable(ending)
                .map(Ending::amendedBy)
                .flatMap(stories::action)
                .map(StoryAction::approval);
    }

    private StoryLine line(StoryAction action, @Nullable Lineage lineage, @Nullable ActionId current, Moments moments) {
        ActionProposed proposed = action.proposed();
        return new StoryLine(
                moments.at(proposed.occurredAt()),
                Wording.tool(proposed.summary().kind()),
                proposed.summary().kind().wireName(),
                headline(action),
                StoryLine.icon(action.standing()),
                StoryLine.tone(action.standing()),
                StoryLine.words(action.standing()),
                action.standing().detail(),
                proposed.action().equals(current),
                action.approval(),
                lineage == null ? null : StoryLine.Under.of(lineage));
    }

    private List<Piece> headline(StoryAction action) {
        try {
            return actions.of(action.proposed().content(), action.masks()).headline();
        } catch (ContentErasedException erased) {
            return List.of(new Piece("Erased, on the record", ""));
        }
    }
}
