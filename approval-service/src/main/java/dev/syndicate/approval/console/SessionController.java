package dev.syndicate.approval.console;

import dev.syndicate.approval.story.Story;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a coding tool did in one session, in order; and the list of sessions. */
@ConsolePage
class SessionController {

    private final StoryPages stories;
    private final Clock clock;

    SessionController(StoryPages stories, Clock clock) {
        this.stories = stories;
        this.clock = clock;
    }

    @GetMapping("/sessions")
    String sessions(AuthenticatedPerson viewer, Model model) {
        model.addAttribute("moments", new Moments(clock.instant()));
        model.addAttribute(
                "sessions", stories.latest(viewer).stream().map(SessionLine::of).toList());
        return "console/sessions";
    }

    @GetMapping("/sessions/{id}")
    String session(AuthenticatedPerson viewer, @PathVariable SessionId id, Model model) {
        Story story = stories.require(viewer, id);
        Moments moments = new Moments(clock.instant());
        model.addAttribute("moments", moments);
        model.addAttribute("story", story);
        model.addAttribute("enforced", SessionLine.of(story));
        model.addAttribute("agent", Wording.product(story.opened().agent().product()));
        model.addAttribute("crumb", id.toString().substring(24));
        model.addAttribute("lines", stories.lines(id, moments));
        return "console/session";
    }
}
