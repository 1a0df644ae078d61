package dev.syndicate.approval.console;

import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.view.ViewFact;
import java.util.List;
import java.util.Set;

/**
 * A fact of the rendered view.
 *
 * @param code whether the value is text that a machine reads
 */
public record Fact(String name, List<Piece> pieces, boolean code) {

    private static final Set<String> WORDS = Set.of("Kind", "Person", "Workload", "Agent", "Uncommitted changes");

    public Fact {
        pieces = List.copyOf(pieces);
    }

    static Fact of(ViewFact fact) {
        return new Fact(fact.label(), Escapes.pieces(fact.value()), !WORDS.contains(fact.label()));
    }
}
