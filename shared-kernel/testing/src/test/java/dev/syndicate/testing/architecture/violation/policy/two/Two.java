package dev.syndicate.testing.architecture.violation.policy.two;

import dev.syndicate.testing.architecture.violation.policy.one.One;
import java.util.List;

/** The other half of a cycle. */
public record Two(List<One> ones) {}
