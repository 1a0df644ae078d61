package dev.syndicate.testing.architecture.violation.unmarked;

/** Its package says nothing about nulls. */
public class Unmarked {}
