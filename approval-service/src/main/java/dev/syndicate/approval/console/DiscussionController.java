package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.Discussions;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.security.AuthenticatedPerson;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people say about a request. It decides nothing. */
@ConsolePage
class DiscussionController {

    private final Discussions discussions;
    private final Identifiers identifiers;

    DiscussionController(Discussions discussions, Identifiers identifiers) {
        this.discussions = discussions;
        this.identifiers = identifiers;
    }

    @PostMapping("/approvals/{id}/comments")
    String comment(
            AuthenticatedPerson person,
            @PathVariable ApprovalId id,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes next) {
        String said = VoteForm.spoken(text);
        if (said == null) {
            next.addFlashAttribute("note", Note.warning("Nothing was said.", "Write something first."));
        } else {
            discussions.say(person, id, new CommentId(identifiers.next()), said);
        }
        return "redirect:/approvals/" + id + "#comments";
    }
}
