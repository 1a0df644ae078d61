package dev.syndicate.audit.story;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * When something happened, and the record that says so.
 *
 * @param record the record's sequence
 * @param at by the clock of the service that reported it
 */
@Schema(name = "StoryMoment")
public record Moment(long record, Instant at) {}
