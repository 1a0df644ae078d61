package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.ApprovalState;

/**
 * How a request ended, as a chip: word, shape, and green only for what the record confirms as approved.
 *
 * @param icon the symbol's id in the sprite
 */
public record Outcome(String word, String icon, boolean good) {

    static Outcome of(ApprovalState state) {
        return switch (state) {
            case OPEN -> new Outcome("Open", "i-hour", false);
            case GRANTED -> new Outcome("Approved", "i-check", true);
            case DENIED -> new Outcome("Denied", "i-x", false);
            case EXPIRED -> new Outcome("Expired", "i-hour", false);
            case WITHDRAWN -> new Outcome("Withdrawn", "i-undo", false);
            case AMENDED -> new Outcome("Amended", "i-undo", false);
            case SUPERSEDED -> new Outcome("Superseded", "i-x", false);
        };
    }
}
