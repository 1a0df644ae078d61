package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.audit.reading.Question;
import dev.syndicate.audit.reading.Reads;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/records")
@Tag(name = "Records")
class RecordController {

    private final Records records;
    private final RecordStore store;
    private final Proofs proofs;
    private final Reads reads;

    RecordController(Records records, RecordStore store, Proofs proofs, Reads reads) {
        this.records = records;
        this.store = store;
        this.proofs = proofs;
        this.reads = reads;
    }

    /**
     * Leads a record to a signed checkpoint.
     *
     * @param path hashes from the leaf to the root, Base64 (RFC 6962, 2.1.1)
     * @param checkpoint the signed note
     */
    record InclusionProof(long sequence, String leaf, long size, List<String> path, String checkpoint) {}

    @Operation(
            summary = "Records by whatever they are found by",
            description = "Filters are combined: all must hold. Pages are keysets by sequence, stable under appends")
    @GetMapping
    RecordPage find(
            AuthenticatedPerson caller,
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String workspace,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String principal,
            @RequestParam(required = false) @Nullable String approver,
            @RequestParam(required = false) @Nullable String reviewer,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String tool,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String policy,
            @RequestParam(required = false) @Nullable String digest,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Instant recordedFrom,
            @RequestParam(required = false) @Nullable Instant recordedTo,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Integer limit) {
        RecordFilter filter = new RecordFilter(
                session,
                action,
                workspace,
                outcome,
                type,
                principal,
                approver,
                reviewer,
                agent,
                tool,
                target,
                policy,
                digest,
                text,
                from,
                to,
                recordedFrom,
                recordedTo);
        Page page = new Page(order, after, before, limit);
        Records.Found found = records.find(filter, page);
        reads.record(
                caller.person(),
                page.asked(filter.question("records")),
                found.records().stream().mapToLong(StoredRecord::sequence));
        return new RecordPage(found.records().stream().map(RecordView::of).toList(), found.next(), found.size());
    }

    @Operation(summary = "One record")
    @GetMapping("/{sequence}")
    RecordView record(AuthenticatedPerson caller, @PathVariable long sequence) {
        RecordView record = RecordView.of(require(sequence));
        reads.record(caller.person(), Question.about("record").with("sequence", sequence), LongStream.of(sequence));
        return record;
    }

    @Operation(summary = "The proof that a record is under the newest checkpoint")
    @GetMapping("/{sequence}/proof")
    InclusionProof proof(@PathVariable long sequence) {
        StoredRecord record = require(sequence);
        SignedNote note = proofs.newest()
                .orElseThrow(() -> new ProblemException(PlatformProblems.UNAVAILABLE, "Nothing was signed yet"));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (checkpoint.size() <= sequence) {
            throw new ProblemException(
                    PlatformProblems.UNAVAILABLE, "No checkpoint covers this record yet; try again in a second");
        }
        List<String> path = proofs.inclusion(sequence, checkpoint).stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
                .toList();
        return new InclusionProof(
                sequence, record.record().leaf().toString(), checkpoint.size(), path, note.toString());
    }

    private StoredRecord require(long sequence) {
        return store.find(sequence)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "There is no such record"));
    }
}
