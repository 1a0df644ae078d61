package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.gateway.action.PreImage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What our shim found on the machine, beside what the host says. Where there is no shim all of it is absent.
 *
 * @param host the machine's name; empty where there is no shim
 * @param blocksOnFailure whether the hook says that its host was configured to block without an answer
 * @param operands the files that the call refers to, pinned
 * @param preImages the files that the call changes, as they are
 */
record Facts(
        String host,
        boolean blocksOnFailure,
        @Nullable Repository repository,
        List<Operand> operands,
        List<PreImage> preImages) {

    static final Facts NONE = hooked(false);

    Facts {
        Objects.requireNonNull(host, "host");
        operands = List.copyOf(operands);
        preImages = List.copyOf(preImages);
    }

    /** Where there is no shim, but a hook that says what its host does without an answer. */
    static Facts hooked(boolean blocksOnFailure) {
        return new Facts("", blocksOnFailure, null, List.of(), List.of());
    }
}
