package dev.syndicate.audit.story;

import dev.syndicate.audit.reading.Question;
import dev.syndicate.audit.reading.Reads;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Stories")
class StoryController {

    private static final int MAX_PAGE = 100;

    private final Stories stories;
    private final Reads reads;

    StoryController(Stories stories, Reads reads) {
        this.stories = stories;
        this.reads = reads;
    }

    @Operation(
            summary = "The ordered story of a session",
            description = "Each action with what was asked, decided, authorised and run, and the records that say so")
    @GetMapping("/v1/sessions/{id}")
    SessionStory session(
            AuthenticatedPerson caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") long after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'limit' is 1 to " + MAX_PAGE);
        }
        SessionStory story = stories.ofSession(new SessionId(id).toString(), after, limit)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "No record is about this session"));
        Question question = Question.about("session")
                .with("session", id)
                .with("after", after)
                .with("limit", (long) limit);
        reads.record(caller.person(), question, sequences(story.actions()));
        return story;
    }

    @Operation(summary = "The ordered story of one action")
    @GetMapping("/v1/actions/{id}/story")
    ActionStory action(AuthenticatedPerson caller, @PathVariable UUID id) {
        ActionStory story = stories.ofAction(new ActionId(id).toString())
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "No record is about this action"));
        reads.record(caller.person(), Question.about("action").with("action", id), sequences(List.of(story)));
        return story;
    }

    private static LongStream sequences(List<ActionStory> actions) {
        return actions.stream().flatMap(action -> action.steps().stream()).mapToLong(ActionStory.Step::record);
    }
}
