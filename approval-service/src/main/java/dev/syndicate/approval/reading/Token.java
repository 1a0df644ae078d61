package dev.syndicate.approval.reading;

import java.util.List;

/**
 * Neighbouring pieces of one colour.
 *
 * @param kind the style's class; empty for none
 */
public record Token(String kind, List<Piece> pieces) {

    public Token {
        pieces = List.copyOf(pieces);
    }
}
