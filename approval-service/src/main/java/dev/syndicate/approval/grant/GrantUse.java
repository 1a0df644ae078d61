package dev.syndicate.approval.grant;

import dev.syndicate.contracts.id.ActionId;
import java.time.Instant;

/**
 * One use of a standing grant: an execution that was intended under it. A use whose execution was refused is free again,
 * so another action may have the same number; taken again by the same action, it is one use.
 *
 * @param number from 1
 * @param at when the action took it last
 */
public record GrantUse(int number, ActionId action, Instant at) {}
