package dev.syndicate.audit.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockTest {

    @Test
    void isNamedAsTheIndexNamesIt() {
        Block block = new Block(13, 8);

        assertThat(block.term()).isEqualTo("13/8");
        assertThat(block.first()).isEqualTo(65_536);
        assertThat(block.before()).isEqualTo(73_728);
        assertThat(block.parts()).hasSize(8).first().isEqualTo(new Block(10, 64));
        assertThat(block.parts().getLast().before()).isEqualTo(block.before());
    }

    @Test
    void coversAPieceWithoutGapsByTheLargestThatFit() {
        List<Block> blocks = Block.covering(60_000, 200_000);

        assertThat(blocks.getFirst()).isEqualTo(new Block(10, 58));
        assertThat(blocks.getLast().before()).isGreaterThanOrEqualTo(200_000);
        for (int i = 1; i < blocks.size(); i++) {
            assertThat(blocks.get(i).first()).isEqualTo(blocks.get(i - 1).before());
        }
        assertThat(blocks).contains(new Block(16, 1), new Block(16, 2)).hasSizeLessThan(30);
    }

    @Test
    void coversNothingByNothing() {
        assertThat(Block.covering(5, 5)).isEmpty();
    }
}
