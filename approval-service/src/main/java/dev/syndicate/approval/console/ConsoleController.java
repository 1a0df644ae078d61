package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.inbox.Ballots;
import dev.syndicate.approval.inbox.Showings;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reviewers' pages: inbox, history, one request, and the vote on it. */
@Controller
class ConsoleController {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleController.class);
    private static final int MAX_COMMENT = 2000;

    private final Inbox inbox;
    private final Visibility visibility;
    private final VotingBooth booth;
    private final ReviewedActions actions;
    private final Ballots ballots;
    private final Showings showings;
    private final Identifiers identifiers;
    private final Clock clock;

    ConsoleController(
            Inbox inbox,
            Visibility visibility,
            VotingBooth booth,
            ReviewedActions actions,
            Ballots ballots,
            Showings showings,
            Identifiers identifiers,
            Clock clock) {
        this.inbox = inbox;
        this.visibility = visibility;
        this.booth = booth;
        this.actions = actions;
        this.ballots = ballots;
        this.showings = showings;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @GetMapping("/")
    String inbox(
            AuthenticatedPerson viewer,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String workspace,
            Model model) {
        Moments moments = moments();
        boolean all = show.equals("all");
        List<WorkspaceId> workspaces = viewer.workspaces().stream()
                .sorted(Comparator.comparing(WorkspaceId::value))
                .toList();
        List<WorkspaceId> chosen = workspaces.stream()
                .filter(own -> workspace.isEmpty() || own.value().equals(workspace))
                .toList();
        model.addAttribute("moments", moments);
        model.addAttribute("all", all);
        model.addAttribute("workspaces", workspaces);
        model.addAttribute("workspace", workspace.isEmpty() ? null : workspace);
        model.addAttribute("queue", inbox.queue(viewer, chosen, all, moments));
        return "console/inbox";
    }

    @GetMapping("/history")
    String history(AuthenticatedPerson viewer, Model model) {
        Moments moments = moments();
        model.addAttribute("moments", moments);
        model.addAttribute("past", inbox.history(viewer, moments));
        return "console/history";
    }

    @GetMapping("/approvals/{id}")
    String detail(
            AuthenticatedPerson viewer,
            @PathVariable ApprovalId id,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        ApprovalView view = visibility.require(viewer, id);
        showings.show(viewer, view);
        DetailPage page = page(viewer, view, frame, model);
        model.addAttribute("page", page);
        model.addAttribute("moments", page.moments());
        model.addAttribute("crumb", id.toString().substring(24));
        model.addAttribute("notes", notes(model));
        model.addAttribute("comment", model.getAttribute("draft"));
        return "console/detail";
    }

    /** Votes; then shows the request again, so that reloading the page does not vote again. */
    @PostMapping("/approvals/{id}/vote")
    String vote(
            AuthenticatedPerson voter,
            @PathVariable ApprovalId id,
            @RequestParam VoteId vote,
            @RequestParam String choice,
            @RequestParam String intentDigest,
            @RequestParam String viewDigest,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes next) {
        Votes.Slip slip = new Votes.Slip(
                vote,
                VoteChoice.of(choice),
                IntentDigest.parse(intentDigest),
                ViewDigest.parse(viewDigest),
                spoken(comment));
        try {
            VoteResult result = ballots.cast(voter, id, slip);
            next.addFlashAttribute("note", VoteNotes.of(result, moments()));
            keepDraft(result, comment, next);
        } catch (RuntimeException failure) {
            if (failure instanceof Problem problem && problem.type().status() < 500) {
                throw failure;
            }
            LOG.warn("It is not known whether vote {} on approval {} arrived", vote, id, failure);
            next.addFlashAttribute("note", VoteNotes.unknown());
            next.addFlashAttribute("unsent", vote);
            next.addFlashAttribute("draft", comment);
        }
        return "redirect:/approvals/" + id;
    }

    @GetMapping("/signed-out")
    String signedOut(@RequestParam Map<String, String> why, Model model) {
        model.addAllAttributes(SignedOut.because(why.keySet()).attributes());
        return "console/notice";
    }

    private DetailPage page(AuthenticatedPerson viewer, ApprovalView view, Frame frame, Model model) {
        ReviewedAction action = actions.of(view.request().content());
        VoteId vote = model.getAttribute("unsent") instanceof VoteId unsent ? unsent : new VoteId(identifiers.next());
        return new DetailPage(
                view,
                action,
                viewer.person(),
                vote,
                booth.setsOf(viewer, view),
                objection(viewer, view, VoteChoice.APPROVE, frame),
                objection(viewer, view, VoteChoice.DENY, frame),
                moments());
    }

    private @Nullable String objection(AuthenticatedPerson viewer, ApprovalView view, VoteChoice choice, Frame frame) {
        return booth.objection(viewer, view, choice, frame.integrity())
                .map(refused -> VoteNotes.why(refused, view, viewer.person(), moments()))
                .orElse(null);
    }

    private static List<Note> notes(Model model) {
        return model.getAttribute("note") instanceof Note note ? List.of(note) : List.of();
    }

    private static void keepDraft(VoteResult result, String comment, RedirectAttributes next) {
        if (result instanceof VoteResult.Refused) {
            next.addFlashAttribute("draft", comment);
        }
    }

    private static @Nullable String spoken(String comment) {
        return comment.isBlank() ? null : comment.substring(0, Math.min(comment.length(), MAX_COMMENT));
    }

    private Moments moments() {
        return new Moments(clock.instant());
    }
}
