package dev.syndicate.policy.evaluation;

import dev.syndicate.platform.observability.Metric;
import java.util.List;

/** The metrics of policy-service. */
public final class PolicyMetrics {

    public static final Metric EVALUATION = new Metric(
            "syndicate.policy.evaluation",
            Metric.Kind.TIMER,
            List.of("purpose", "effect"),
            "Evaluations, by purpose (decision, simulation) and effect (allow, require-approval, deny, error)");

    private PolicyMetrics() {}

    /** All of them; docs/reference/metrics.md lists the same. */
    public static List<Metric> all() {
        return List.of(EVALUATION);
    }
}
