package dev.syndicate.approval.grant;

import dev.syndicate.contracts.id.ActionId;
import java.time.Instant;

/**
 * One use of a standing grant: an execution that was intended under it. A use whose execution was refused is free again,
 * so a number may occur twice.
 *
 * @param number from 1
 */
public record GrantUse(int number, ActionId action, Instant at) {}
