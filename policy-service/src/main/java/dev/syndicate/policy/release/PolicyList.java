package dev.syndicate.policy.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions, the newest first.
 *
 * @param before ask for the next page with this; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyList(
        List<PolicyVersionView> policies, @Nullable Long before) {

    static PolicyList of(List<PolicyVersionView> page, int limit) {
        return new PolicyList(
                page, page.size() < limit ? null : page.getLast().version().counter());
    }
}
