package dev.syndicate.testing.architecture.violation.contracts;

import org.springframework.context.ApplicationContext;

/** Contracts know no framework. */
public record WithSpring(ApplicationContext context) {}
