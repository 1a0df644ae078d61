package dev.syndicate.platform.observability;

import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while an event processor of this process is stopped or retries after an error: its views are stale then. */
class EventProcessorsHealth extends AbstractHealthIndicator {

    private final ObjectProvider<EventProcessingConfiguration> processing;

    EventProcessorsHealth(ObjectProvider<EventProcessingConfiguration> processing) {
        super("The event processors cannot be asked");
        this.processing = processing;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        EventProcessingConfiguration configuration = processing.getIfAvailable();
        if (configuration != null) {
            configuration.eventProcessors().forEach((name, processor) -> report(health, name, processor));
        }
    }

    private static void report(Health.Builder health, String name, EventProcessor processor) {
        boolean working = processor.isRunning() && !processor.isError();
        health.withDetails(Map.of(name, working ? "working" : processor.isRunning() ? "failing" : "stopped"));
        if (!working) {
            health.down();
        }
    }
}
