package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Checkpoints")
class ConsistencyController {

    private final Proofs proofs;
    private final StoredTree tree;
    private final JdbcClient jdbc;

    ConsistencyController(Proofs proofs, StoredTree tree, JdbcClient jdbc) {
        this.proofs = proofs;
        this.tree = tree;
        this.jdbc = jdbc;
    }

    /**
     * Leads an older tree to a newer one: nothing was changed, only added.
     *
     * @param path hashes, Base64 (RFC 6962, 2.1.2)
     * @param older the signed note of the older tree; absent when that size was never signed
     * @param newer the signed note of the newer tree
     */
    record ConsistencyProof(
            long from, long to, List<String> path, @Nullable String older, String newer) {}

    @Operation(
            summary = "The proof that a newer checkpoint extends an older one",
            description = "'from' is the size of a tree that the caller knows; 'to' that of a signed one, the newest"
                    + " when absent")
    @GetMapping("/v1/checkpoint/consistency")
    ConsistencyProof consistency(@RequestParam long from, @RequestParam(required = false) @Nullable Long to) {
        SignedNote newer = (to == null ? proofs.newest() : signed(to))
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "No checkpoint has this size"));
        long size = Checkpoint.parse(newer.text()).size();
        if (from < 1 || from > size) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'from' is a size from 1 to " + size);
        }
        List<String> path = MerkleTree.consistencyProof(from, size, tree).stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
                .toList();
        return new ConsistencyProof(
                from, size, path, signed(from).map(SignedNote::toString).orElse(null), newer.toString());
    }

    private Optional<SignedNote> signed(long size) {
        return jdbc.sql("SELECT note FROM audit.checkpoint WHERE size = :size ORDER BY epoch DESC LIMIT 1")
                .param("size", size)
                .query((row, number) -> SignedNote.parse(row.getString("note")))
                .optional();
    }
}
