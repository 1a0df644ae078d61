package dev.syndicate.audit.evidence;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.chain.TreeNodes;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the records of an action or a session, and what they lean on, and proves each under the newest checkpoint. */
@Component
class Selections {

    private static final int MOST = 200_000;
    private static final int PAGE = 5_000;

    private final JdbcClient jdbc;
    private final Proofs proofs;
    private final RecordStore records;
    private final StoredTree tree;

    Selections(JdbcClient jdbc, Proofs proofs, RecordStore records, StoredTree tree) {
        this.jdbc = jdbc;
        this.proofs = proofs;
        this.records = records;
        this.tree = tree;
    }

    Holding of(Subject.OfAction action) {
        return of("action_id", action.id());
    }

    Holding of(Subject.OfSession session) {
        return of("session_id", session.id());
    }

    private Holding of(String column, String id) {
        SignedNote note = proofs.newest()
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "Nothing was signed yet"));
        Checkpoint head = Checkpoint.parse(note.text());
        NavigableSet<Long> sequences = sequences(column, id, head.size());
        if (sequences.isEmpty()) {
            throw new ProblemException(
                    PlatformProblems.NOT_FOUND,
                    "No record under a checkpoint is about this " + column.replace("_id", ""));
        }
        long ofSubject = sequences.size();
        sequences.addAll(leanedOn(column, id, head.size()));
        BundleManifest manifest = BundleManifest.selection(head.logOrigin(), sequences.size(), note);
        return new Holding(manifest, head, sequences::contains, null, ofSubject, taker -> each(sequences, head, taker));
    }

    private NavigableSet<Long> sequences(String column, String id, long size) {
        NavigableSet<Long> sequences = new TreeSet<>();
        List<Long> page = List.of(-1L);
        while (!page.isEmpty() && sequences.size() <= MOST) {
            page = jdbc.sql("SELECT sequence FROM audit.record WHERE " + column + """
                             = :id AND sequence > :after AND sequence < :size
                            ORDER BY sequence
                            LIMIT :page
                            """)
                    .param("id", id)
                    .param("after", page.getLast())
                    .param("size", size)
                    .param("page", PAGE)
                    .query((row, number) -> row.getLong("sequence"))
                    .list();
            sequences.addAll(page);
        }
        if (sequences.size() > MOST) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "More than " + MOST + " records: ask for a period instead");
        }
        return sequences;
    }

    /** The opening of the session, and the release of each policy version that a record names. */
    private List<Long> leanedOn(String column, String id, long size) {
        List<Long> sequences = new ArrayList<>();
        jdbc.sql("SELECT session_id FROM audit.record WHERE " + column + """
                         = :id AND session_id IS NOT NULL
                        ORDER BY sequence
                        LIMIT 1
                        """)
                .param("id", id)
                .query(String.class)
                .optional()
                .ifPresent(session -> sequences.addAll(opening(session, size)));
        sequences.addAll(releases(versions(column, id, size), size));
        return sequences;
    }

    private List<Long> opening(String session, long size) {
        return jdbc.sql("""
                        SELECT sequence FROM audit.record
                        WHERE session_id = :session AND event_type = :opened AND sequence < :size
                        """)
                .param("session", session)
                .param("opened", SessionOpened.class.getName())
                .param("size", size)
                .query((row, number) -> row.getLong("sequence"))
                .list();
    }

    private List<String> versions(String column, String id, long size) {
        return jdbc.sql("SELECT DISTINCT term FROM (SELECT unnest(terms) AS term FROM audit.record WHERE " + column
                        + """
                         = :id AND sequence < :size) AS named
                        WHERE starts_with(term, 'policy:')
                        """)
                .param("id", id)
                .param("size", size)
                .query((row, number) -> row.getString("term"))
                .list();
    }

    private List<Long> releases(List<String> versions, long size) {
        return jdbc.sql("""
                        SELECT sequence FROM audit.record
                        WHERE event_type IN (:types) AND terms && :versions::text[] AND sequence < :size
                        """)
                .param("types", List.of(PolicyPublished.class.getName(), PolicyActivated.class.getName()))
                .param("versions", versions.toArray(String[]::new))
                .param("size", size)
                .query((row, number) -> row.getLong("sequence"))
                .list();
    }

    private void each(NavigableSet<Long> sequences, Checkpoint head, RecordSource.Taker taker) throws IOException {
        TreeNodes nodes = new RememberedNodes(tree);
        for (long sequence : sequences) {
            StoredRecord record =
                    records.find(sequence).orElseThrow(() -> new IOException("Record " + sequence + " is missing"));
            taker.take(record, MerkleTree.inclusionProof(sequence, head.size(), nodes));
        }
    }
}
