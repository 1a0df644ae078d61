package dev.syndicate.approval.story;

import dev.syndicate.contracts.session.SessionOpened;
import java.time.Instant;

/**
 * A session in a list.
 *
 * @param actions how many it has proposed
 */
public record Story(SessionOpened opened, long actions, Instant lastAt) {}
