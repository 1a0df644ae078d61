package dev.syndicate.gateway.action;

import org.jspecify.annotations.Nullable;

/** The optional body of a withdrawal. */
record WithdrawalRequest(@Nullable String reason) {}
