package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalQuery.Order;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists: what waits, and what was decided. */
@ConsolePage
class InboxController {

    private final Inbox inbox;
    private final Clock clock;

    InboxController(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @GetMapping("/")
    String inbox(
            AuthenticatedPerson viewer,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "0") int rows,
            Model model) {
        Moments moments = new Moments(clock.instant());
        InboxFilters filters = InboxFilters.of("/", parameters);
        model.addAttribute("moments", moments);
        model.addAttribute("filters", filters);
        model.addAttribute("menus", inbox.menus(viewer, filters));
        model.addAttribute("orders", List.of(Order.RISK, Order.EXPIRY, Order.OLDEST, Order.NEWEST));
        model.addAttribute("stranger", viewer.workspaces().isEmpty());
        Queue queue = inbox.queue(viewer, filters, rows, moments);
        model.addAttribute("queue", queue);
        model.addAttribute(
                "last", queue.rows() == 0 ? inbox.last(viewer, moments).orElse(null) : null);
        return "console/inbox";
    }

    @GetMapping("/history")
    String history(AuthenticatedPerson viewer, @RequestParam Map<String, String> parameters, Model model) {
        Moments moments = new Moments(clock.instant());
        InboxFilters filters = InboxFilters.of("/history", parameters);
        model.addAttribute("moments", moments);
        model.addAttribute("filters", filters);
        model.addAttribute(
                "menus",
                List.of(
                        FilterMenu.outcomes(filters, Past.STATES),
                        FilterMenu.risks(filters),
                        FilterMenu.tools(filters),
                        FilterMenu.tiers(filters)));
        model.addAttribute("history", inbox.history(viewer, filters, moments));
        return "console/history";
    }
}
