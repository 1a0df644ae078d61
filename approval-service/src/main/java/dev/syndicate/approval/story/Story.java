package dev.syndicate.approval.story;

import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionOpened;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session in a list.
 *
 * @param installation as its hook last said; absent where no call came through one
 * @param actions how many it has proposed
 */
public record Story(SessionOpened opened, @Nullable InstallationSeen installation, long actions, Instant lastAt) {

    /** What happens to its calls where the gateway gives no answer: as its hook says, or else as was claimed. */
    public Optional<FailMode> failMode() {
        return Optional.ofNullable(installation)
                .map(InstallationSeen::failMode)
                .or(() -> Optional.ofNullable(opened.failMode()));
    }
}
