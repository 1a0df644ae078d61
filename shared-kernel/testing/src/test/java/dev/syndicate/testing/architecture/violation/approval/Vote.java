package dev.syndicate.testing.architecture.violation.approval;

/** Another service's. */
public class Vote {}
