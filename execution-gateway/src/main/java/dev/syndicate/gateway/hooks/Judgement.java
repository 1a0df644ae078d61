package dev.syndicate.gateway.hooks;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a hook comes to: an answer, at once or when people have decided. */
sealed interface Judgement {

    /** Nobody has to be waited for. */
    record Given(HookAnswer answer) implements Judgement {}

    /**
     * People decide first.
     *
     * @param answer waits for them, as long as the host does
     */
    record Pending(Supplier<HookAnswer> answer) implements Judgement {}

    /** The same, with an answer for what fails during the wait. */
    default Judgement orElse(Function<RuntimeException, HookAnswer> failed) {
        return switch (this) {
            case Given given -> given;
            case Pending pending ->
                new Pending(() -> {
                    try {
                        return pending.answer().get();
                    } catch (RuntimeException failure) {
                        return failed.apply(failure);
                    }
                });
        };
    }
}
