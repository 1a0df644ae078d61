package dev.syndicate.approval.notification;

import dev.syndicate.approval.voting.ApprovalHistory;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.view.ViewFact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is told: who wants to do what kind of thing where, and until when it waits. Never what exactly: parameters and
 * targets are for those who have signed in. Texts of others have their hidden characters spelled out, and an end.
 *
 * @param id that of the event; the same at every attempt and for every channel
 * @param agent the coding tool's product
 * @param state how it ended; absent while it is open
 * @param by names of those who ended it
 */
record Notice(
        String id,
        Occasion occasion,
        ApprovalId approval,
        WorkspaceId workspace,
        String requester,
        String agent,
        String tool,
        ActionKind kind,
        Risk risk,
        String rule,
        Instant requestedAt,
        Instant expiresAt,
        Instant occurredAt,
        @Nullable ApprovalState state,
        List<String> by) {

    private static final int LONGEST = 120;

    Notice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(occasion, "occasion");
        by = List.copyOf(by);
    }

    /** That people are asked. */
    static Notice asking(String id, Occasion occasion, ApprovalHistory history, Instant at) {
        return of(id, occasion, history, at, null, List.of());
    }

    /** That nobody is asked any more. */
    static Notice ended(String id, ApprovalHistory history, Ending ending) {
        List<String> by =
                ending.by().stream().map(Person::name).map(Notice::shown).toList();
        return of(id, Occasion.ENDED, history, ending.at(), ending.state(), by);
    }

    /** Whether it wants something of its readers. */
    boolean asks() {
        return occasion != Occasion.ENDED;
    }

    private static Notice of(
            String id,
            Occasion occasion,
            ApprovalHistory history,
            Instant at,
            @Nullable ApprovalState state,
            List<String> by) {
        ApprovalRequested request = history.request();
        Decision decision = history.decision();
        return new Notice(
                id,
                occasion,
                request.approval(),
                request.workspace(),
                shown(request.requester().name()),
                shown(request.agent().product()),
                shown(request.summary().tool()),
                request.summary().kind(),
                decision.risk(),
                shown(Objects.requireNonNullElse(decision.rule(), "none")),
                request.occurredAt(),
                history.expiresAt(),
                at,
                state,
                by);
    }

    private static String shown(String text) {
        String plain = ViewFact.of("", text).value().plain();
        int length = plain.codePointCount(0, plain.length());
        return length <= LONGEST ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
