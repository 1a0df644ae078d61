package dev.syndicate.audit.evidence;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the piece of the chain that was recorded in a time, with a neighbour on each side that proves its count. */
@Component
class Periods {

    private static final int PAGE = 500;
    private static final int EARLIER_CHECKPOINTS = 64;
    private static final int CANDIDATES = 5;

    private final JdbcClient jdbc;
    private final Proofs proofs;
    private final Checkpoints checkpoints;
    private final RecordStore records;
    private final StoredTree tree;

    Periods(JdbcClient jdbc, Proofs proofs, Checkpoints checkpoints, RecordStore records, StoredTree tree) {
        this.jdbc = jdbc;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.records = records;
        this.tree = tree;
    }

    /** Whether a record from this time on is under a signed checkpoint, so that everything earlier is counted. */
    boolean isClosed(Instant to) {
        long end = firstRecorded(to);
        return records.find(end).isPresent() && covering(end).isPresent();
    }

    Holding of(Subject.OfPeriod period) {
        long end = firstRecorded(period.to());
        SignedNote note = covering(end)
                .or(proofs::newest)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "Nothing was signed yet"));
        Checkpoint head = Checkpoint.parse(note.text());
        boolean closed = head.size() > end;
        long behind = Math.min(end, head.size());
        long first = Math.min(firstRecorded(period.from()), behind);
        long begin = Math.min(Math.max(0, first - 1), head.size() - 1);
        requireThere(begin, first);
        List<SignedNote> notes =
                new ArrayList<>(checkpoints.between(head.logOrigin().epoch(), begin, head.size(), EARLIER_CHECKPOINTS));
        notes.add(note);
        BundleManifest manifest =
                BundleManifest.range(head.logOrigin(), proofs.before(begin), head.size() - begin, notes);
        return new Holding(
                manifest,
                head,
                sequence -> sequence >= begin && sequence < head.size(),
                new Holding.Population(first, behind, closed),
                behind - first,
                taker -> each(begin, head.size(), taker));
    }

    private void requireThere(long begin, long first) {
        Optional<StoredRecord> neighbour = records.find(begin);
        if (neighbour.isEmpty() && begin < first) {
            throw new ProblemException(
                    PlatformProblems.NOT_FOUND,
                    "Record " + begin
                            + " in front of this time was pruned: the archive has it, or ask for a later time");
        }
    }

    /** The first checkpoint over this record that is the log's own and agrees with the tree as it is now. */
    private Optional<SignedNote> covering(long sequence) {
        return jdbc
                .sql("SELECT note FROM audit.checkpoint WHERE size > :sequence ORDER BY size, epoch LIMIT :most")
                .param("sequence", sequence)
                .param("most", CANDIDATES)
                .query((row, number) -> SignedNote.parse(row.getString("note")))
                .list()
                .stream()
                .filter(this::agrees)
                .findFirst();
    }

    private boolean agrees(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        Optional<StoredRecord> last = records.find(checkpoint.size() - 1);
        return last.isPresent()
                && RecordHeader.parse(last.get().record().header()).epoch()
                        == checkpoint.logOrigin().epoch()
                && MerkleTree.root(checkpoint.size(), tree).equals(checkpoint.root());
    }

    private long firstRecorded(Instant at) {
        return jdbc.sql("SELECT audit.first_recorded(:at)")
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    private void each(long begin, long end, RecordSource.Taker taker) throws IOException {
        long next = begin;
        while (next < end) {
            List<StoredRecord> page = records.page(next, end, PAGE);
            if (page.isEmpty() || page.getFirst().sequence() != next) {
                throw new IOException("Record " + next + " is missing: the evidence ends here and cannot be verified");
            }
            for (StoredRecord record : page) {
                taker.take(record, null);
            }
            next = page.getLast().sequence() + 1;
        }
    }
}
