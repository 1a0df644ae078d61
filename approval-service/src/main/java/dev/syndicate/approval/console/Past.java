package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A row of the history. */
public record Past(ApprovalView view, Ending ending, String when) {

    static final Set<ApprovalState> STATES = EnumSet.complementOf(EnumSet.of(ApprovalState.OPEN));

    static Optional<Past> of(ApprovalView view, Moments moments) {
        return Optional.ofNullable(view.ending()).map(ending -> new Past(view, ending, moments.at(ending.at())));
    }

    public String agent() {
        return Wording.product(view.request().agent().product());
    }

    public String tool() {
        return Wording.tool(view.request().summary().kind());
    }

    /** Where it would have run; the workspace where the repository is not known. */
    public String place() {
        String repository = view.synopsis().repository();
        return repository == null ? view.request().workspace().value() : repository;
    }

    public Outcome outcome() {
        return Outcome.of(ending.state());
    }

    /** Who ended it; nobody when it expired, and a policy where another version took its place. */
    public String by() {
        if (ending.state() == ApprovalState.SUPERSEDED) {
            return "Policy";
        }
        return ending.by().isEmpty() ? "Nobody in time" : Wording.names(ending.by());
    }
}
