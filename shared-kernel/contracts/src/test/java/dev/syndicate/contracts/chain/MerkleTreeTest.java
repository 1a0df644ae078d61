package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MerkleTreeTest {

    private final JsonNode vectors = vectors();

    @TestFactory
    Stream<DynamicTest> inclusionVectors() {
        return elements("inclusion")
                .map(test -> dynamicTest(
                        test.get("desc").asText(),
                        () -> assertThat(includes(test))
                                .isEqualTo(!test.get("wantErr").asBoolean())));
    }

    @TestFactory
    Stream<DynamicTest> consistencyVectors() {
        return elements("consistency")
                .map(test -> dynamicTest(
                        test.get("desc").asText(),
                        () -> assertThat(isConsistent(test))
                                .isEqualTo(!test.get("wantErr").asBoolean())));
    }

    @Test
    void hasTheRootsOfTheReferenceTree() {
        List<Hash> leaves = elements("leafInputs")
                .map(hex -> RecordHeader.leaf(HexFormat.of().parseHex(hex.asText())))
                .toList();
        CompactRange range = CompactRange.empty();
        for (int i = 0; i < leaves.size(); i++) {
            range.append(leaves.get(i));
            assertThat(range.root().digest().hex())
                    .isEqualTo(vectors.get("roots").get(i).asText());
        }
    }

    @Test
    void theEmptyTreeHasTheHashOfNothing() {
        assertThat(CompactRange.empty().root().digest().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void provesEveryLeafInEveryTreeUpToSixtySix() {
        List<Hash> leaves = leaves(66);
        TreeNodes nodes = MerkleTree.nodesOf(leaves);
        for (int size = 1; size <= leaves.size(); size++) {
            Hash root = MerkleTree.root(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                List<Hash> path = MerkleTree.inclusionProof(index, size, nodes);
                assertThat(MerkleTree.provesInclusion(index, size, leaves.get(index), path, root))
                        .isTrue();
                assertThat(MerkleTree.provesInclusion(index, size, leaves.get((index + 1) % 66), path, root))
                        .isFalse();
                assertThat(MerkleTree.provesInclusion(index, size, leaves.get(index), mutated(path), root))
                        .isFalse();
            }
        }
    }

    @Test
    void provesConsistencyOfEveryPairUpToSixtySix() {
        List<Hash> leaves = leaves(66);
        TreeNodes nodes = MerkleTree.nodesOf(leaves);
        for (int second = 1; second <= leaves.size(); second++) {
            Hash secondRoot = MerkleTree.root(leaves.subList(0, second));
            for (int first = 1; first <= second; first++) {
                Hash firstRoot = MerkleTree.root(leaves.subList(0, first));
                List<Hash> path = MerkleTree.consistencyProof(first, second, nodes);
                assertThat(MerkleTree.provesConsistency(first, second, firstRoot, secondRoot, path))
                        .isTrue();
                assertThat(MerkleTree.provesConsistency(first, second, firstRoot, secondRoot, mutated(path)))
                        .isFalse();
                assertThat(MerkleTree.provesConsistency(first, second, leaves.get(0), leaves.get(1), path))
                        .isFalse();
            }
        }
    }

    @Test
    void refusesToProveWhatIsNotThere() {
        TreeNodes nodes = MerkleTree.nodesOf(leaves(3));
        assertThatThrownBy(() -> MerkleTree.inclusionProof(3, 3, nodes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistencyProof(0, 3, nodes)).isInstanceOf(IllegalArgumentException.class);
        assertThat(MerkleTree.provesConsistency(
                        0, 3, MerkleTree.emptyRoot(), leaves(1).getFirst(), List.of()))
                .isFalse();
    }

    @Test
    void aRangeReportsCompletedSubtreesAndSurvivesItsBytes() {
        List<Hash> leaves = leaves(23);
        TreeNodes nodes = MerkleTree.nodesOf(leaves);
        CompactRange range = CompactRange.empty();
        for (Hash leaf : leaves) {
            range.append(leaf, (level, index, hash) -> assertThat(hash).isEqualTo(nodes.node(level, index)));
            range = CompactRange.parse(range.size(), range.bytes());
        }
        assertThat(range.root()).isEqualTo(MerkleTree.root(leaves));
        byte[] bytes = range.bytes();
        assertThatThrownBy(() -> CompactRange.parse(24, bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Hash> mutated(List<Hash> path) {
        List<Hash> mutated = new ArrayList<>(path);
        mutated.add(MerkleTree.emptyRoot());
        return mutated;
    }

    private static List<Hash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> RecordHeader.leaf(new byte[] {(byte) i}))
                .toList();
    }

    private boolean includes(JsonNode test) {
        return readable(test, "leafHash", "root")
                && MerkleTree.provesInclusion(
                        test.get("leafIdx").longValue(),
                        test.get("treeSize").longValue(),
                        hash(test.get("leafHash")),
                        path(test),
                        hash(test.get("root")));
    }

    private boolean isConsistent(JsonNode test) {
        return readable(test, "root1", "root2")
                && MerkleTree.provesConsistency(
                        test.get("size1").longValue(),
                        test.get("size2").longValue(),
                        hash(test.get("root1")),
                        hash(test.get("root2")),
                        path(test));
    }

    /** A value that is not 32 bytes cannot even become a hash, which is a refusal as well. */
    private static boolean readable(JsonNode test, String... roots) {
        Stream<JsonNode> hashes = Stream.concat(
                Stream.of(roots).map(test::get),
                StreamSupport.stream(test.get("proof").spliterator(), false));
        return hashes.allMatch(hash -> Base64.getDecoder().decode(hash.asText()).length == Hash.LENGTH);
    }

    private static List<Hash> path(JsonNode test) {
        return StreamSupport.stream(test.get("proof").spliterator(), false)
                .map(MerkleTreeTest::hash)
                .toList();
    }

    private static Hash hash(JsonNode base64) {
        return Hash.of(Base64.getDecoder().decode(base64.asText()));
    }

    private Stream<JsonNode> elements(String name) {
        return StreamSupport.stream(vectors.get(name).spliterator(), false);
    }

    private static JsonNode vectors() {
        try {
            return Vectors.read(Vectors.CHAIN_FORMAT, "merkle.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
