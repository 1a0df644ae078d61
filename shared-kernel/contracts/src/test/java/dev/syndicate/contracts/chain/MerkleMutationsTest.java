package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every kind of damage that the vectors of transparency-dev/merkle do to five proofs (testdata/inclusion and
 * testdata/consistency, by the names of their files), done to every proof of every tree up to 24 leaves.
 */
class MerkleMutationsTest {

    private static final int LARGEST = 24;
    private static final Hash GARBAGE =
            RecordHeader.leaf("garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final List<Hash> leaves = IntStream.range(0, LARGEST)
            .mapToObj(i -> RecordHeader.leaf(new byte[] {(byte) i}))
            .toList();
    private final TreeNodes nodes = MerkleTree.nodesOf(leaves);

    private record Inclusion(long index, long size, Hash leaf, Hash root, List<Hash> path) {

        boolean holds() {
            return MerkleTree.provesInclusion(index, size, leaf, path, root);
        }

        Stream<Inclusion> damaged() {
            return Stream.concat(
                    Stream.of(
                            new Inclusion(index - 1, size, leaf, root, path),
                            new Inclusion(index + 1, size, leaf, root, path),
                            new Inclusion(index ^ 2, size, leaf, root, path),
                            new Inclusion(index, size * 2, leaf, root, path),
                            new Inclusion(index, size / 2, leaf, root, path),
                            new Inclusion(index, size, GARBAGE, root, path),
                            new Inclusion(index, size, leaf, GARBAGE, path),
                            new Inclusion(index, size, leaf, MerkleTree.emptyRoot(), path),
                            new Inclusion(index, size, root, leaf, path)),
                    damagedPaths(path, leaf, root).map(other -> new Inclusion(index, size, leaf, root, other)));
        }
    }

    private record Consistency(long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> path) {

        boolean holds() {
            return MerkleTree.provesConsistency(first, second, firstRoot, secondRoot, path);
        }

        Stream<Consistency> damaged() {
            return Stream.concat(
                    Stream.of(
                            new Consistency(first - 1, second, firstRoot, secondRoot, path),
                            new Consistency(first + 1, second, firstRoot, secondRoot, path),
                            new Consistency(first ^ 2, second, firstRoot, secondRoot, path),
                            new Consistency(first, second * 2, firstRoot, secondRoot, path),
                            new Consistency(first, second / 2, firstRoot, secondRoot, path),
                            new Consistency(first, second, GARBAGE, secondRoot, path),
                            new Consistency(first, second, firstRoot, GARBAGE, path),
                            new Consistency(first, second, secondRoot, firstRoot, path)),
                    damagedPaths(path, firstRoot, secondRoot)
                            .map(other -> new Consistency(first, second, firstRoot, secondRoot, other)));
        }
    }

    @Test
    void noInclusionProofSurvivesDamage() {
        for (int size = 1; size <= LARGEST; size++) {
            Hash root = MerkleTree.root(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                Inclusion good = new Inclusion(
                        index, size, leaves.get(index), root, MerkleTree.inclusionProof(index, size, nodes));
                assertThat(good.holds()).isTrue();
                assertThat(good.damaged().filter(other -> !other.equals(good)).filter(Inclusion::holds))
                        .isEmpty();
            }
        }
    }

    @Test
    void noConsistencyProofSurvivesDamage() {
        for (int second = 1; second <= LARGEST; second++) {
            Hash secondRoot = MerkleTree.root(leaves.subList(0, second));
            for (int first = 1; first <= second; first++) {
                Hash firstRoot = MerkleTree.root(leaves.subList(0, first));
                Consistency good = new Consistency(
                        first, second, firstRoot, secondRoot, MerkleTree.consistencyProof(first, second, nodes));
                assertThat(good.holds()).isTrue();
                assertThat(good.damaged().filter(other -> !other.equals(good)).filter(Consistency::holds))
                        .isEmpty();
            }
        }
    }

    /** Emptied, truncated, longer in front and behind, and with a bit flipped in each of its hashes. */
    private static Stream<List<Hash>> damagedPaths(List<Hash> path, Hash one, Hash two) {
        List<List<Hash>> damaged = new ArrayList<>();
        damaged.add(List.of());
        for (Hash more : List.of(GARBAGE, one, two)) {
            damaged.add(Stream.concat(Stream.of(more), path.stream()).toList());
            damaged.add(Stream.concat(path.stream(), Stream.of(more)).toList());
        }
        for (int i = 0; i < path.size(); i++) {
            List<Hash> flipped = new ArrayList<>(path);
            flipped.set(i, flipped(path.get(i)));
            damaged.add(flipped);
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            damaged.add(shorter);
            List<Hash> longer = new ArrayList<>(path);
            longer.add(i, path.get(i));
            damaged.add(longer);
        }
        return damaged.stream();
    }

    private static Hash flipped(Hash hash) {
        byte[] bytes = hash.bytes().clone();
        bytes[0] ^= 1 << 4;
        return Hash.of(bytes);
    }
}
