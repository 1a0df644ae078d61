package dev.syndicate.contracts.controls;

/** Who wrote a policy version, and who released it. */
record Release(Human author, Human releaser) {}
