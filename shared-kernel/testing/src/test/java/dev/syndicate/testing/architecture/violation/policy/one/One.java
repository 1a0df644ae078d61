package dev.syndicate.testing.architecture.violation.policy.one;

import dev.syndicate.testing.architecture.violation.approval.Vote;
import dev.syndicate.testing.architecture.violation.policy.two.Two;

/** Imports another service, and a feature that imports it. */
public record One(Two two, Vote vote) {}
