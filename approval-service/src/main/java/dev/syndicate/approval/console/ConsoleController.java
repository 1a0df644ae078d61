package dev.syndicate.approval.console;

import dev.syndicate.approval.change.FileChange;
import dev.syndicate.approval.change.FileChanges;
import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.inbox.Ballots;
import dev.syndicate.approval.inbox.Discussions;
import dev.syndicate.approval.inbox.RecordNumbers;
import dev.syndicate.approval.inbox.Showings;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One request, and the vote on it. */
@ConsolePage
class ConsoleController {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleController.class);
    private static final int EARLIER = 6;

    private final Visibility visibility;
    private final DetailPages pages;
    private final Waiting waiting;
    private final StoryPages stories;
    private final Ballots ballots;
    private final Showings showings;
    private final RecordNumbers records;
    private final Discussions discussions;
    private final FileChanges files;

    ConsoleController(
            Visibility visibility,
            DetailPages pages,
            Waiting waiting,
            StoryPages stories,
            Ballots ballots,
            Showings showings,
            RecordNumbers records,
            Discussions discussions,
            FileChanges files) {
        this.visibility = visibility;
        this.pages = pages;
        this.waiting = waiting;
        this.stories = stories;
        this.ballots = ballots;
        this.showings = showings;
        this.records = records;
        this.discussions = discussions;
        this.files = files;
    }

    @GetMapping("/approvals/{id}")
    String detail(
            AuthenticatedPerson viewer,
            @PathVariable ApprovalId id,
            @RequestParam Map<String, String> parameters,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        ApprovalView view = visibility.require(viewer, id);
        showings.show(viewer, view);
        VoteId unsent = model.getAttribute("unsent") instanceof VoteId vote ? vote : null;
        DetailPage page = pages.page(viewer, view, frame.integrity(), unsent);
        model.addAttribute("page", page);
        model.addAttribute("moments", page.moments());
        model.addAttribute("crumb", id.toString().substring(24));
        model.addAttribute("notes", model.getAttribute("note") instanceof Note note ? List.of(note) : List.of());
        model.addAttribute("comment", model.getAttribute("draft"));
        model.addAttribute("place", waiting.placeOf(viewer, id));
        model.addAttribute(
                "offer", page.mayApprove() ? StandingOffer.of(view, parameters).orElse(null) : null);
        model.addAttribute("mayComment", discussions.mayComment(viewer, view));
        model.addAttribute("files", files(page));
        addStory(page, model);
        return "console/detail";
    }

    /** Nothing of what cannot be shown whole anyway. */
    private List<FileChange> files(DetailPage page) {
        return page.exact().tooLarge()
                ? List.of()
                : files.of(
                        page.request().action(),
                        page.exact().action().action(),
                        page.exact().action().masks());
    }

    /** Votes; then shows the request again, so that reloading the page does not vote again. */
    @PostMapping("/approvals/{id}/vote")
    String vote(
            AuthenticatedPerson voter,
            @PathVariable ApprovalId id,
            @RequestParam String choice,
            @RequestParam Map<String, String> form,
            RedirectAttributes next) {
        Votes.Slip slip = new VoteForm(form, "").slip(VoteChoice.of(choice));
        VoteId vote = slip.vote();
        String comment = form.getOrDefault("comment", "");
        try {
            VoteResult result = ballots.cast(voter, id, slip);
            next.addFlashAttribute("note", VoteNotes.of(result, records.await(id, vote), pages.moments()));
            keepDraft(result, comment, next);
        } catch (RuntimeException failure) {
            if (failure instanceof Problem problem && problem.type().status() < 500) {
                throw failure;
            }
            LOG.warn("It is not known whether vote {} on approval {} arrived", vote, id, failure);
            next.addFlashAttribute("note", VoteNotes.unknown());
            next.addFlashAttribute("unsent", vote);
            next.addFlashAttribute("unsentChoice", choice);
            next.addFlashAttribute("unsentDelegation", form.getOrDefault("delegation", ""));
            next.addFlashAttribute("draft", comment);
        }
        return "redirect:/approvals/" + id;
    }

    @GetMapping("/signed-out")
    String signedOut(@RequestParam Map<String, String> why, Model model) {
        model.addAllAttributes(SignedOut.because(why.keySet()).attributes());
        return "console/notice";
    }

    /** Where the filter chain sends who asks for a page of another role, by whichever method. */
    @RequestMapping("/forbidden")
    String forbidden() {
        throw new ProblemException(
                PlatformProblems.FORBIDDEN,
                "This page is for auditors and operators. Your company's directory decides who is one.");
    }

    private void addStory(DetailPage page, Model model) {
        model.addAttribute(
                "story", stories.before(page.request().session(), page.request().action(), EARLIER, page.moments()));
        model.addAttribute(
                "replacement", stories.approvalOf(page.view().ending()).orElse(null));
        model.addAttribute(
                "sessionStory", stories.find(page.request().session()).orElse(null));
        model.addAttribute(
                "granted", stories.letStandBy(page.request().approval()).orElse(null));
        model.addAttribute(
                "standing",
                stories.standing(page.request().action()).map(StandingChip::of).orElse(null));
    }

    private static void keepDraft(VoteResult result, String comment, RedirectAttributes next) {
        if (result instanceof VoteResult.Refused) {
            next.addFlashAttribute("draft", comment);
        }
    }
}
