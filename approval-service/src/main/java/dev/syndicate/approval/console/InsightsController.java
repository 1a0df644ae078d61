package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.insight.InsightQueries;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How long people wait, and how reviewers decide. */
@ConsolePage
class InsightsController {

    private static final List<Integer> PERIODS = List.of(7, 14, 90);

    private final InsightQueries queries;
    private final Visibility visibility;
    private final Clock clock;

    InsightsController(InsightQueries queries, Visibility visibility, Clock clock) {
        this.queries = queries;
        this.visibility = visibility;
        this.clock = clock;
    }

    @GetMapping("/insights")
    String insights(AuthenticatedPerson viewer, @RequestParam(defaultValue = "14") int days, Model model) {
        if (visibility.onlyOf(viewer).isPresent()) {
            throw new ProblemException(
                    PlatformProblems.FORBIDDEN, "How reviewers decide is for those who see everybody's requests.");
        }
        int period = PERIODS.contains(days) ? days : 14;
        Moments moments = new Moments(clock.instant());
        model.addAttribute("moments", moments);
        model.addAttribute("periods", PERIODS);
        model.addAttribute("period", period);
        model.addAttribute(
                "page",
                new InsightsPage(
                        queries.since(moments.now().minus(Duration.ofDays(period)), Waiting.workspaces(viewer))));
        return "console/insights";
    }
}
