package dev.syndicate.approval.voting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks audit-service, {@code GET /v1/integrity}. */
final class AuditServiceIntegrity implements Integrity {

    private static final Logger LOG = LoggerFactory.getLogger(AuditServiceIntegrity.class);

    private final RestClient audit;

    AuditServiceIntegrity(RestClient audit) {
        this.audit = audit;
    }

    @Override
    public Clearance clearance() {
        try {
            Answer answer = audit.get().uri("/v1/integrity").retrieve().body(Answer.class);
            return answer == null ? Clearance.UNKNOWN : answer.clearance();
        } catch (RestClientException unreachable) {
            LOG.warn("audit-service did not say whether integrity is clear: {}", unreachable.getMessage());
            return Clearance.UNKNOWN;
        }
    }

    /** Clear without a time is no answer: nobody could tell which votes are older than a finding. */
    record Answer(@Nullable Boolean clear, @Nullable Instant clearSince) {

        Clearance clearance() {
            if (clear == null || clear && clearSince == null) {
                return Clearance.UNKNOWN;
            }
            return clearSince == null ? Clearance.NOT_CLEAR : Clearance.clearSince(clearSince);
        }
    }
}
