package dev.syndicate.approval.console;

import dev.syndicate.approval.story.Standing;

/** What has become of an action, as a chip: word, shape, then colour. */
public record StandingChip(String icon, String tone, String words, String detail) {

    static StandingChip of(Standing standing) {
        return new StandingChip(
                StoryLine.icon(standing), StoryLine.tone(standing), StoryLine.words(standing), standing.detail());
    }
}
