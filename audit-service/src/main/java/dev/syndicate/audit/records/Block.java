package dev.syndicate.audit.records;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of the chain that the index on what records are found by knows by name ({@code audit.found_by}): 2^level
 * records, the first of which has a sequence that is a multiple of as many.
 *
 * @param level 10, 13 or 16
 */
record Block(int level, long number) {

    static final int SMALLEST = 10;

    private static final int LARGEST = 16;
    private static final int STEP = 3;

    long first() {
        return number << level;
    }

    long before() {
        return number + 1 << level;
    }

    /** As the index has it. */
    String term() {
        return level + "/" + number;
    }

    boolean isSmallest() {
        return level == SMALLEST;
    }

    /** The blocks of the next smaller level that make this one, in order. */
    List<Block> parts() {
        List<Block> parts = new ArrayList<>(1 << STEP);
        for (long part = number << STEP; part < number + 1 << STEP; part++) {
            parts.add(new Block(level - STEP, part));
        }
        return parts;
    }

    /** The fewest blocks that hold these sequences, in order; only smallest ones reach beyond the first or the last. */
    static List<Block> covering(long first, long before) {
        List<Block> blocks = new ArrayList<>();
        for (long at = first; at < before; ) {
            Block largest = largest(at, before);
            blocks.add(largest);
            at = largest.before();
        }
        return blocks;
    }

    private static Block largest(long at, long before) {
        for (int level = LARGEST; level > SMALLEST; level -= STEP) {
            Block block = new Block(level, at >> level);
            if (block.first() == at && block.before() <= before) {
                return block;
            }
        }
        return new Block(SMALLEST, at >> SMALLEST);
    }
}
