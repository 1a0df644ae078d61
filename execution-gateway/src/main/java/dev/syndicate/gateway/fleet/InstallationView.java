package dev.syndicate.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.session.FailMode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One coding tool on one machine, for one principal in one workspace.
 *
 * @param session its newest session
 * @param host the machine; absent where no hook names it
 * @param version absent where nobody says
 * @param lastSeen its last call; absent where none ever came through a hook
 * @param canary the last canary; absent where none was tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstallationView(
        SessionId session,
        State state,
        String workspace,
        String principal,
        String vendor,
        String product,
        @Nullable String version,
        String adapter,
        @Nullable String host,
        EnforcementTier enforcementTier,
        FailMode failMode,
        @Nullable Instant lastSeen,
        @Nullable Canary canary,
        Gaps gaps,
        long ungovernedCalls) {

    /** Whether its calls arrive. */
    enum State {
        /** A session is open and calls come. */
        GOVERNED,
        /** A session was opened a moment ago, and no call has come yet. */
        OPENED,
        /** A session is open, and no call has come for longer than the configured time. */
        QUIET,
        /** A session is open that no call ever came from, for longer than the configured time. */
        NEVER_SEEN,
        /** No session is open. */
        ENDED;

        /** The stable name used in JSON and in the filter. */
        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The call that is always denied.
     *
     * @param denied whether the hook stopped it
     */
    record Canary(Instant at, boolean denied) {}

    /**
     * When the gateway could not be asked.
     *
     * @param reports how many gaps were reported
     * @param denied how many calls the hook denied by itself
     * @param last when the last gap ended; absent where there was none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Gaps(long reports, long denied, @Nullable Instant last) {}
}
