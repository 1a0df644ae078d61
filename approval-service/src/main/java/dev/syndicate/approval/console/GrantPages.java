package dev.syndicate.approval.console;

import dev.syndicate.approval.grant.GrantView;
import dev.syndicate.approval.grant.Grants;
import dev.syndicate.approval.inbox.ViewWaits;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Approvals that stand for further actions, what was done under each, and taking one back. */
@ConsolePage
class GrantPages {

    private static final int LISTED = 100;

    private final Grants grants;
    private final StoryPages stories;
    private final ViewWaits waits;
    private final Clock clock;

    GrantPages(Grants grants, StoryPages stories, ViewWaits waits, Clock clock) {
        this.grants = grants;
        this.stories = stories;
        this.waits = waits;
        this.clock = clock;
    }

    @GetMapping("/grants")
    String list(AuthenticatedPerson viewer, @RequestParam(defaultValue = "live") String show, Model model) {
        Moments moments = new Moments(clock.instant());
        boolean live = !show.equals("all");
        List<GrantLine> lines = grants.page(viewer, null, live, null, LISTED).stream()
                .map(grant -> GrantLine.of(grant, grants.usesOf(grant.approval()), moments))
                .toList();
        model.addAttribute("moments", moments);
        model.addAttribute("live", live);
        model.addAttribute("lines", lines);
        model.addAttribute("most", LISTED);
        model.addAttribute("notes", model.getAttribute("note") instanceof Note note ? List.of(note) : List.of());
        return "console/grants";
    }

    @GetMapping("/grants/{id}")
    String grant(AuthenticatedPerson viewer, @PathVariable ApprovalId id, Model model) {
        Moments moments = new Moments(clock.instant());
        GrantView grant = grants.require(viewer, id);
        model.addAttribute("moments", moments);
        model.addAttribute("crumb", id.toString().substring(24));
        model.addAttribute("line", GrantLine.of(grant, grants.usesOf(id), moments));
        model.addAttribute("done", stories.under(viewer, grant, moments));
        return "console/grant";
    }

    @PostMapping("/grants/{id}/revoke")
    String revoke(
            AuthenticatedPerson by,
            @PathVariable ApprovalId id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        try {
            grants.revoke(by, id, reason);
            waits.until(id, () -> grants.require(by, id).state() != GrantView.State.LIVE);
            next.addFlashAttribute("note", Note.recorded("The grant is revoked.", "Nothing more runs under it."));
        } catch (ProblemException refused) {
            next.addFlashAttribute("note", Note.warning("The grant was not revoked.", refused.detail()));
        }
        return "redirect:/grants?show=all";
    }
}
