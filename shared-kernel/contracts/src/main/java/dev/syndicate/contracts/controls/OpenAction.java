package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.chain.Hash;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is on record of an action that is not over. It grows with what was not used yet, not with what happened. */
final class OpenAction {

    /** An approval and what it was given for. */
    record Approval(Optional<String> intent, List<Human> approvers) {}

    /** An intent that was not refused. */
    static final class Intent {

        final long sequence;
        final Hash leaf;
        final @Nullable String approval;
        final @Nullable StandingGrant grant;
        final long use;
        final Set<ControlCode> codes = EnumSet.noneOf(ControlCode.class);
        boolean outside;
        boolean granted;

        /**
         * An intent.
         *
         * @param grant present where this is a use of it that was taken
         */
        Intent(long sequence, Hash leaf, @Nullable String approval, @Nullable StandingGrant grant, long use) {
            this.sequence = sequence;
            this.leaf = leaf;
            this.approval = approval;
            this.grant = grant;
            this.use = use;
        }
    }

    final Optional<String> proposedIntent;
    final Optional<String> parameters;
    final List<Human> amenders;
    final Amended.Link link;
    final Map<String, Approval> approvals = new HashMap<>();
    final Map<String, Optional<String>> permits = new HashMap<>();
    final Map<String, Intent> intents = new HashMap<>();
    final Set<String> approvalsInUse = new HashSet<>();
    boolean authorised;
    Optional<String> authorisedIntent = Optional.empty();

    /** An action as its proposal states it. */
    OpenAction(Optional<String> proposedIntent, Optional<String> parameters, List<Human> amenders, Amended.Link link) {
        this.proposedIntent = proposedIntent;
        this.parameters = parameters;
        this.amenders = List.copyOf(amenders);
        this.link = link;
    }

    /** What was refused did not run: its approval may be used again. */
    void refuse(String execution) {
        Intent refused = intents.remove(execution);
        if (refused != null && refused.grant != null) {
            refused.grant.free(refused.use);
        }
        if (refused != null
                && intents.values().stream().noneMatch(other -> Objects.equals(other.approval, refused.approval))) {
            approvalsInUse.remove(refused.approval);
        }
    }
}
