package dev.syndicate.policy.evaluation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What evaluations may cost.
 *
 * @param timeout from the request to the verdict; beyond it the decision is a denial
 * @param threads evaluations at a time
 * @param queue evaluations that may wait; more are denials
 * @param bundles compiled bundles that are kept
 */
@Validated
@ConfigurationProperties("syndicate.policy.evaluation")
record EvaluationProperties(
        @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 5) @DefaultValue("1s")
        Duration timeout,

        @Min(1) @Max(256) @DefaultValue("8") int threads,
        @Min(0) @Max(10_000) @DefaultValue("256") int queue,
        @Min(1) @Max(1000) @DefaultValue("32") int bundles) {}
