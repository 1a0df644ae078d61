package dev.syndicate.approval.inbox;

import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.platform.content.ContentErasedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads an action once, for what lists show of it. */
@Component
class Synopses {

    private final ReviewedActions actions;

    Synopses(ReviewedActions actions) {
        this.actions = actions;
    }

    /** Reads it; a failure is part of the answer. */
    PreparedSynopsis prepare(ApprovalRequested request) {
        try {
            return new PreparedSynopsis(of(request), null);
        } catch (RuntimeException failure) {
            return new PreparedSynopsis(null, failure);
        }
    }

    private Synopsis of(ApprovalRequested request) {
        try {
            return of(actions.of(request));
        } catch (ContentErasedException erased) {
            return Synopsis.erased();
        }
    }

    private static Synopsis of(ReviewedAction action) {
        ActionContext.Repository repository = action.action().context().repository();
        return new Synopsis(
                action.headline(),
                action.flags().size(),
                action.reviewable().digest(),
                action.reviewable().lines(),
                repository == null ? null : shown(name(repository.remote()), action.masks()),
                repository == null ? null : shown(repository.branch(), action.masks()));
    }

    /** The path of a remote's address: {@code acme/checkout} of {@code git@example.com:acme/checkout.git}. */
    static @Nullable String name(@Nullable String remote) {
        if (remote == null) {
            return null;
        }
        String path = remote.replaceFirst("^[a-z+]+://[^/]+/", "").replaceFirst("^[^/:]+@?[^/:]*:", "");
        String name = path.replaceFirst("\\.git/?$", "").replaceFirst("^/+", "");
        return name.isEmpty() ? remote : name;
    }

    private static @Nullable String shown(@Nullable String text, Masks masks) {
        return text == null ? null : masks.line(text).plain();
    }
}
