package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import java.util.Optional;
import java.util.Set;

/** A row of the history. */
public record Past(ApprovalView view, Ending ending, String when) {

    static final Set<ApprovalState> STATES = Set.of(
            ApprovalState.GRANTED,
            ApprovalState.DENIED,
            ApprovalState.EXPIRED,
            ApprovalState.WITHDRAWN,
            ApprovalState.AMENDED);

    static Optional<Past> of(ApprovalView view, Moments moments) {
        return Optional.ofNullable(view.ending()).map(ending -> new Past(view, ending, moments.at(ending.at())));
    }

    public String agent() {
        return Wording.product(view.request().agent().product());
    }

    public String tool() {
        return Wording.tool(view.request().summary().kind());
    }

    public Outcome outcome() {
        return Outcome.of(ending.state());
    }

    /** Who ended it; nobody when it expired. */
    public String by() {
        return ending.by().isEmpty() ? "Nobody in time" : Wording.names(ending.by());
    }
}
