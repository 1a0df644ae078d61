package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.inbox.Ballots;
import dev.syndicate.approval.inbox.Showings;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Several requests on one page, each shown whole, each with a vote of its own that is taken or refused by itself. */
@ConsolePage
class TogetherController {

    private static final Logger LOG = LoggerFactory.getLogger(TogetherController.class);
    private static final int MAX = 20;

    private final Visibility visibility;
    private final DetailPages pages;
    private final Showings showings;
    private final Ballots ballots;

    TogetherController(Visibility visibility, DetailPages pages, Showings showings, Ballots ballots) {
        this.visibility = visibility;
        this.pages = pages;
        this.showings = showings;
        this.ballots = ballots;
    }

    @GetMapping("/batch")
    String batch(
            AuthenticatedPerson viewer,
            @RequestParam(defaultValue = "") List<ApprovalId> id,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        List<DetailPage> items = id.stream()
                .distinct()
                .limit(MAX)
                .map(approval -> visibility.require(viewer, approval))
                .map(view -> shown(viewer, view, frame))
                .toList();
        model.addAttribute("moments", pages.moments());
        model.addAttribute("items", items);
        model.addAttribute("crumb", items.size() == 1 ? "1 request" : items.size() + " requests");
        model.addAttribute("left", id.stream().distinct().count() - items.size());
        model.addAttribute("results", model.getAttribute("result") instanceof Map<?, ?> results ? results : Map.of());
        return "console/batch";
    }

    private DetailPage shown(AuthenticatedPerson viewer, ApprovalView view, Frame frame) {
        showings.show(viewer, view);
        return pages.page(viewer, view, frame.integrity(), null);
    }

    /** Casts the votes one after the other; what became of each is said beside it. */
    @PostMapping("/batch")
    String vote(
            AuthenticatedPerson voter,
            @RequestParam List<ApprovalId> id,
            @RequestParam Map<String, String> form,
            RedirectAttributes next) {
        LinkedHashMap<String, Note> results = new LinkedHashMap<>();
        UriComponentsBuilder back = UriComponentsBuilder.fromPath("/batch");
        id.stream().distinct().limit(MAX).forEach(approval -> {
            back.queryParam("id", approval);
            choice(form, approval)
                    .ifPresent(choice -> results.put(approval.toString(), cast(voter, approval, choice, form)));
        });
        next.addFlashAttribute("result", results);
        return "redirect:" + back.toUriString();
    }

    private Note cast(AuthenticatedPerson voter, ApprovalId approval, VoteChoice choice, Map<String, String> form) {
        Votes.Slip slip = new VoteForm(form, "-" + approval).slip(choice);
        try {
            return VoteNotes.of(ballots.cast(voter, approval, slip), Optional.empty(), pages.moments());
        } catch (RuntimeException failure) {
            if (failure instanceof Problem problem && problem.type().status() < 500) {
                return Note.warning("Your vote was not counted.", String.valueOf(failure.getMessage()));
            }
            LOG.warn("It is not known whether vote {} on approval {} arrived", slip.vote(), approval, failure);
            return Note.warning(
                    "We do not know whether this vote arrived.", "Open the request: your vote is there if it did.");
        }
    }

    private static Optional<VoteChoice> choice(Map<String, String> form, ApprovalId approval) {
        String choice = form.getOrDefault("choice-" + approval, "skip");
        return choice.equals("skip") ? Optional.empty() : Optional.of(VoteChoice.of(choice));
    }
}
