package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.VoteRefusalReason;

/** Why a vote is not taken, and a sentence for the voter that says what happened or what helps. */
record Objection(VoteRefusalReason reason, String detail) {}
