package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.reading.Reads;
import dev.syndicate.audit.story.Member;
import dev.syndicate.audit.story.PersonView;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Stories")
class ApprovalController {

    private final Records records;
    private final Ends ends;
    private final Reads reads;

    ApprovalController(Records records, Ends ends, Reads reads) {
        this.records = records;
        this.ends = ends;
        this.reads = reads;
    }

    @Operation(
            summary = "Who approved what",
            description = "One row for each vote that was taken: who, when, what it binds, and how the action ended")
    @GetMapping("/v1/approvals")
    ApprovalView.ApprovalPage approvals(
            AuthenticatedPerson caller,
            @RequestParam(required = false) @Nullable String approver,
            @RequestParam(required = false) @Nullable String choice,
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String workspace,
            @RequestParam(required = false) @Nullable String principal,
            @RequestParam(required = false) @Nullable String tool,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String policy,
            @RequestParam(required = false) @Nullable String digest,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Integer limit) {
        RecordFilter filter = new RecordFilter(
                session,
                action,
                workspace,
                null,
                "VoteCast",
                principal,
                null,
                approver,
                null,
                tool,
                target,
                policy,
                digest,
                text,
                from,
                to,
                null,
                null);
        Page page = new Page(order, after, before, limit);
        Records.Found found = records.find(filter, page, choice(choice));
        List<StoredRecord> votes = found.records();
        reads.record(
                caller.person(),
                page.asked(filter.question("approvals").with("choice", choice)),
                votes.stream().mapToLong(StoredRecord::sequence));
        Map<String, Ends.End> known = ends.of(votes.stream()
                .map(vote -> vote.columns().action())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList());
        return new ApprovalView.ApprovalPage(
                votes.stream().map(vote -> row(vote, known)).toList(), found.next());
    }

    private static String choice(@Nullable String choice) {
        return switch (choice == null ? "" : choice) {
            case "" -> "";
            case "approve" -> " AND convert_from(body, 'UTF8')::json #>> '{outcome,vote}' = 'approve'";
            case "deny" -> " AND convert_from(body, 'UTF8')::json #>> '{outcome,vote}' = 'deny'";
            default -> throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'choice' is approve or deny");
        };
    }

    private static ApprovalView row(StoredRecord vote, Map<String, Ends.End> ends) {
        JsonObject body = RecordBody.parse(vote.record().body()).json();
        Ends.End end = ends.get(String.valueOf(vote.columns().action()));
        return new ApprovalView(
                PersonView.of(Member.object(body, "who", "reviewer")),
                Member.text(body, "outcome", "vote"),
                vote.columns().occurredAt(),
                Member.text(body, "approval"),
                vote.columns().action(),
                vote.columns().session(),
                vote.columns().workspace(),
                PersonView.of(Member.object(body, "who", "principal")),
                Member.text(body, "action", "tool"),
                Member.text(body, "action", "rawTool"),
                Member.texts(body, "action", "targets"),
                Member.text(body, "digests", "intentAtApproval"),
                Member.text(body, "digests", "view"),
                Member.text(body, "policy", "version"),
                Member.text(body, "policy", "rule"),
                end == null ? null : end.outcome(),
                new ApprovalView.Places(vote.sequence(), end == null ? null : end.sequence()));
    }
}
