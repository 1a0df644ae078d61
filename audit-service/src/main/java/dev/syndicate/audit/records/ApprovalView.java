package dev.syndicate.audit.records;

import dev.syndicate.audit.story.PersonView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decided what: one vote, what it was about, and what became of it.
 *
 * @param choice {@code approve} or {@code deny}
 * @param intentDigest what the vote binds
 * @param viewDigest what was shown
 * @param outcome how the action ended; absent while it has not
 * @param records where it is on record
 */
@Schema(name = "ApprovalRow")
record ApprovalView(
        @Nullable PersonView approver,
        @Nullable String choice,
        Instant at,
        @Nullable String approval,
        @Nullable String action,
        @Nullable String session,
        @Nullable String workspace,
        @Nullable PersonView principal,
        @Nullable String tool,
        @Nullable String rawTool,
        List<String> targets,
        @Nullable String intentDigest,
        @Nullable String viewDigest,
        @Nullable String policyVersion,
        @Nullable String rule,
        @Nullable String outcome,
        Places records) {

    /** The vote's record, and that of the end. */
    @Schema(name = "ApprovalRecords")
    record Places(long vote, @Nullable Long end) {}

    /** A page of rows; see RecordPage. */
    @Schema(name = "ApprovalPage")
    record ApprovalPage(
            List<ApprovalView> approvals, @Nullable Long next) {}
}
