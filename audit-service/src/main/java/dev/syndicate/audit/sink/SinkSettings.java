package dev.syndicate.audit.sink;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where records are sent as the chain grows.
 *
 * @param sinks by name; the name is the cursor's, so a renamed sink starts anew. docs/operations/exports.md lists what a
 *     sink has
 * @param sinkLease after this time without a sign of life another process may follow for a sink
 */
@Validated
@ConfigurationProperties("syndicate.audit")
record SinkSettings(
        @DefaultValue Map<String, @Valid SinkProperties> sinks,

        @DefaultValue("60s") @DurationMin(seconds = 2) @DurationMax(minutes = 10)
        Duration sinkLease) {}
