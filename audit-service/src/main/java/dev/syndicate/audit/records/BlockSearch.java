package dev.syndicate.audit.records;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the next records that match, wherever in a piece of the chain they begin: block after block, the largest ones
 * that fit. A block without a match costs one look at the index, one with too many to sort is asked again by its parts
 * (docs/decisions/0060).
 */
@Component
class BlockSearch {

    private static final int BLOCKS_AT_ONCE = 128;

    /** One more than the smallest block has. */
    private static final int MOST = (1 << Block.SMALLEST) + 1;

    private final JdbcClient jdbc;

    BlockSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is looked for.
     *
     * @param condition SQL that starts with AND and names parameters
     * @param most how many are wanted
     */
    record Wanted(String condition, Map<String, Object> parameters, boolean descending, int most) {}

    /**
     * The first sequences that match, in the order that was asked for.
     *
     * @param rest what was not looked at any more; null when everything was
     */
    record Found(List<Long> sequences, Bounds.@Nullable Piece rest) {}

    private record Match(int place, long sequence) {}

    /** Looks until enough is found, the piece is at its end, or time is up. */
    Found find(Wanted wanted, Bounds.Piece piece, long deadline) {
        // A range of sequences is no small thing here: only the index on what is found says where to look.
        jdbc.sql("SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = off")
                .update();
        Deque<Block> rest = inOrder(Block.covering(piece.lower() + 1, piece.upper()), wanted.descending());
        List<Long> found = new ArrayList<>();
        while (!rest.isEmpty() && found.size() < wanted.most() && System.nanoTime() < deadline) {
            look(wanted, piece, rest, found);
        }
        found.sort(wanted.descending() ? Collections.reverseOrder() : null);
        return new Found(
                found.subList(0, Math.min(found.size(), wanted.most())),
                rest.isEmpty() ? null : behind(piece, rest.getFirst(), wanted.descending()));
    }

    /** Takes off the front what is known afterwards. */
    private void look(Wanted wanted, Bounds.Piece piece, Deque<Block> rest, List<Long> found) {
        List<Block> asked = rest.stream().limit(BLOCKS_AT_ONCE).toList();
        List<Match> matches = matches(wanted, piece, asked);
        boolean all = matches.size() < MOST;
        int known = all ? asked.size() : matches.getLast().place() - 1;
        matches.stream().filter(match -> match.place() <= known).forEach(match -> found.add(match.sequence()));
        for (int place = 0; place < known; place++) {
            rest.removeFirst();
        }
        if (!all && !rest.getFirst().isSmallest()) {
            inOrder(rest.removeFirst().parts(), !wanted.descending()).forEach(rest::addFirst);
        }
    }

    private List<Match> matches(Wanted wanted, Bounds.Piece piece, List<Block> blocks) {
        return jdbc.sql("""
                        SELECT block.place, matching.sequence
                        FROM unnest(:names::text[], :firsts::bigint[], :befores::bigint[])
                            WITH ORDINALITY AS block (name, first, before, place)
                        CROSS JOIN LATERAL (
                            SELECT sequence FROM audit.record
                            WHERE sequence >= block.first AND sequence < block.before
                        """ + FoundBy.has("@> ARRAY[block.name]") + wanted.condition() + """
                             LIMIT :most) AS matching
                        LIMIT :most
                        """)
                .params(wanted.parameters())
                .param("names", blocks.stream().map(Block::term).toArray(String[]::new))
                .param("firsts", numbers(blocks, block -> Math.max(block.first(), piece.lower() + 1)))
                .param("befores", numbers(blocks, block -> Math.min(block.before(), piece.upper())))
                .param("most", MOST)
                .query((row, number) -> new Match(row.getInt(1), row.getLong(2)))
                .list();
    }

    private static Bounds.Piece behind(Bounds.Piece piece, Block next, boolean descending) {
        return descending
                ? new Bounds.Piece(piece.lower(), Math.min(next.before(), piece.upper()))
                : new Bounds.Piece(Math.max(next.first() - 1, piece.lower()), piece.upper());
    }

    private static Deque<Block> inOrder(List<Block> blocks, boolean descending) {
        return new ArrayDeque<>(descending ? blocks.reversed() : blocks);
    }

    private static Long[] numbers(List<Block> blocks, ToLongFunction<Block> number) {
        return blocks.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }
}
