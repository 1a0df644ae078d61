package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.Amending;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.voting.Amendments;
import dev.syndicate.approval.voting.ApprovalProblems;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A reviewer changes the parameters, sees what differs and under which digests, and sends it. */
@ConsolePage
class AmendPages {

    private static final Logger LOG = LoggerFactory.getLogger(AmendPages.class);
    private static final String FORM = "/approvals/{id}/amend";

    private final Visibility visibility;
    private final DetailPages pages;
    private final Amending amending;
    private final ReviewedActions actions;
    private final Identifiers identifiers;

    AmendPages(
            Visibility visibility,
            DetailPages pages,
            Amending amending,
            ReviewedActions actions,
            Identifiers identifiers) {
        this.visibility = visibility;
        this.pages = pages;
        this.amending = amending;
        this.actions = actions;
        this.identifiers = identifiers;
    }

    @GetMapping(FORM)
    String edit(
            AuthenticatedPerson amender,
            @PathVariable ApprovalId id,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        DetailPage page = page(amender, id, frame);
        return shown(page, AmendForm.first(page, new ActionId(identifiers.next())), null, null, model);
    }

    /** Shows what differs; or the form again, with what stands against it. */
    @PostMapping(path = FORM, params = "step=compare")
    String compare(
            AuthenticatedPerson amender,
            @PathVariable ApprovalId id,
            @RequestParam Map<String, String> sent,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        DetailPage page = page(amender, id, frame);
        AmendForm form = AmendForm.of(sent);
        try {
            AmendPreview preview = preview(amender, page, form.draft(sent));
            return shown(page, form.expecting(preview.after()), preview, null, model);
        } catch (RuntimeException refused) {
            return shown(page, form, null, reason(refused), model);
        }
    }

    @PostMapping(path = FORM, params = "step=edit")
    String editAgain(
            AuthenticatedPerson amender,
            @PathVariable ApprovalId id,
            @RequestParam Map<String, String> sent,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        AmendForm form = AmendForm.of(sent);
        return shown(
                page(amender, id, frame),
                new AmendForm(form.amendedBy(), form.parameters(), form.comment(), ""),
                null,
                null,
                model);
    }

    /** Amends; then shows the request, so that reloading the page does not amend again. */
    @PostMapping(path = FORM, params = "step=send")
    String send(
            AuthenticatedPerson amender,
            @PathVariable ApprovalId id,
            @RequestParam Map<String, String> sent,
            RedirectAttributes next) {
        Amendments.Draft draft = AmendForm.of(sent).draft(sent);
        if (draft.expected() == null) {
            throw new IllegalArgumentException("An amendment is sent after its difference was shown");
        }
        try {
            next.addFlashAttribute("note", VoteNotes.of(amending.amend(amender, id, draft), pages.moments()));
        } catch (RuntimeException failure) {
            next.addFlashAttribute("note", note(id, failure));
        }
        return "redirect:/approvals/" + id;
    }

    private AmendPreview preview(AuthenticatedPerson amender, DetailPage page, Amendments.Draft draft) {
        ReviewedAction amended = actions.of(
                amending.preview(amender, page.request().approval(), draft).content(),
                page.request().masks());
        List<Comparison> differences = page.exact()
                .action()
                .differences(amended)
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.INVALID_REQUEST, "There would be too much to compare: nobody could read it."));
        return AmendPreview.of(
                differences, page.exact(), amended, page.view().requirement().reviewLineLimit());
    }

    private DetailPage page(AuthenticatedPerson amender, ApprovalId id, Frame frame) {
        DetailPage page = pages.page(amender, visibility.require(amender, id), frame.integrity(), null);
        if (page.mayDeny() && page.exact().masked() > 0) {
            throw ApprovalProblems.masked(page.exact().masked());
        }
        if (!page.mayAmend()) {
            throw new ProblemException(
                    PlatformProblems.FORBIDDEN,
                    page.denyObjection() == null
                            ? "What nobody could read whole, nobody can change here."
                            : String.valueOf(page.denyObjection()));
        }
        return page;
    }

    private String shown(
            DetailPage page, AmendForm form, @Nullable AmendPreview preview, @Nullable String objection, Model model) {
        model.addAttribute("page", page);
        model.addAttribute("moments", page.moments());
        model.addAttribute("form", form);
        model.addAttribute("preview", preview);
        model.addAttribute("objection", objection);
        model.addAttribute("crumb", page.request().approval().toString().substring(24));
        return "console/amend";
    }

    private static Note note(ApprovalId id, RuntimeException failure) {
        if (failure instanceof Problem problem && problem.type().status() < 500) {
            return Note.warning("Your amendment was not taken.", String.valueOf(failure.getMessage()));
        }
        LOG.warn("It is not known whether an amendment of approval {} arrived", id, failure);
        return Note.warning(
                "We do not know whether your amendment arrived.",
                "If this request has not ended as amended, it did not.");
    }

    /** What a person can do something about is said; the rest is a page of its own. */
    private static String reason(RuntimeException failure) {
        if (failure instanceof Problem problem && problem.type().status() < 500) {
            return String.valueOf(failure.getMessage());
        }
        throw failure;
    }
}
