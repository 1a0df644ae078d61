package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.contracts.action.Operand;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What our shim found on the machine, beside what the host says. Where there is no shim all of it is absent.
 *
 * @param host the machine's name; empty where there is no shim
 * @param blocksOnFailure whether the hook says that its host was configured to block without an answer
 * @param operands the files that the call refers to, pinned
 */
record Facts(String host, boolean blocksOnFailure, @Nullable Repository repository, List<Operand> operands) {

    static final Facts NONE = new Facts("", false, null, List.of());

    Facts {
        Objects.requireNonNull(host, "host");
        operands = List.copyOf(operands);
    }
}
