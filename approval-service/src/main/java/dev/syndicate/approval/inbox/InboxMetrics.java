package dev.syndicate.approval.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How much waits for people. */
@Component
class InboxMetrics implements MeterBinder {

    static final String OPEN = "syndicate.approval.open";

    private final ApprovalViews views;

    InboxMetrics(ApprovalViews views) {
        this.views = views;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(OPEN, views, ApprovalViews::countOpen)
                .description("Approvals that wait for a decision")
                .register(registry);
    }
}
