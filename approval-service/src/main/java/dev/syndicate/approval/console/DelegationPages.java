package dev.syndicate.approval.console;

import dev.syndicate.approval.delegation.DelegationBody;
import dev.syndicate.approval.delegation.DelegationView;
import dev.syndicate.approval.delegation.Delegations;
import dev.syndicate.approval.inbox.ViewWaits;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who votes for whom while they are away. */
@ConsolePage
class DelegationPages {

    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(14));

    private final Delegations delegations;
    private final ViewWaits waits;
    private final Identifiers identifiers;
    private final Clock clock;

    DelegationPages(Delegations delegations, ViewWaits waits, Identifiers identifiers, Clock clock) {
        this.delegations = delegations;
        this.waits = waits;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @GetMapping("/delegations")
    String list(AuthenticatedPerson person, Model model) {
        model.addAttribute("moments", new Moments(clock.instant()));
        model.addAttribute("delegations", delegations.of(person.person()));
        model.addAttribute("mayGive", person.has(Role.REVIEWER));
        model.addAttribute(
                "lengths",
                LENGTHS.stream()
                        .map(length -> new StandingOffer.Choice(length.toString(), Wording.length(length)))
                        .toList());
        model.addAttribute("notes", model.getAttribute("note") instanceof Note note ? List.of(note) : List.of());
        return "console/delegations";
    }

    @PostMapping("/delegations")
    String give(
            AuthenticatedPerson person,
            @RequestParam(defaultValue = "") String delegate,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Duration length,
            RedirectAttributes next) {
        try {
            DelegationBody body = new DelegationBody(
                    delegate, blankAsAbsent(name), null, clock.instant().plus(length), blankAsAbsent(reason));
            DelegationId id = new DelegationId(identifiers.next());
            delegations.give(person, body, id);
            waits.until(id, () -> known(person, id).isPresent());
            next.addFlashAttribute(
                    "note", Note.recorded("The delegation is on record.", "It can be ended at any time."));
        } catch (ProblemException | IllegalArgumentException refused) {
            next.addFlashAttribute(
                    "note", Note.warning("Nothing was delegated.", String.valueOf(refused.getMessage())));
        }
        return "redirect:/delegations";
    }

    @PostMapping("/delegations/{id}/revoke")
    String revoke(AuthenticatedPerson person, @PathVariable DelegationId id, RedirectAttributes next) {
        delegations.revoke(person, id);
        waits.until(id, () -> known(person, id).filter(DelegationView::inForce).isEmpty());
        next.addFlashAttribute("note", Note.recorded("The delegation is ended.", "Votes that it gave stay on record."));
        return "redirect:/delegations";
    }

    private Optional<DelegationView> known(AuthenticatedPerson person, DelegationId id) {
        return delegations.of(person.person()).stream()
                .filter(delegation -> delegation.id().equals(id))
                .findFirst();
    }

    private static @Nullable String blankAsAbsent(String text) {
        return text.isBlank() ? null : text;
    }
}
