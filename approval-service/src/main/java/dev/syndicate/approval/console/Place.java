package dev.syndicate.approval.console;

import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands in the viewer's inbox.
 *
 * @param number from 1; 0 when it does not wait for the viewer
 */
public record Place(
        int number,
        int total,
        @Nullable ApprovalId previous,
        @Nullable ApprovalId next) {

    static Place in(List<ApprovalId> waiting, ApprovalId approval) {
        int at = waiting.indexOf(approval);
        if (at < 0) {
            return new Place(0, waiting.size(), null, waiting.isEmpty() ? null : waiting.getFirst());
        }
        return new Place(
                at + 1,
                waiting.size(),
                at == 0 ? null : waiting.get(at - 1),
                at + 1 == waiting.size() ? null : waiting.get(at + 1));
    }
}
