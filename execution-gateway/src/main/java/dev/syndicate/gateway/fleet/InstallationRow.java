package dev.syndicate.gateway.fleet;

import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.gateway.fleet.InstallationView.Canary;
import dev.syndicate.gateway.fleet.InstallationView.Gaps;
import dev.syndicate.gateway.fleet.InstallationView.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An installation as the database knows it; only the clock says whether it is quiet. */
record InstallationRow(InstallationView view, boolean open, Instant openedAt) {

    static InstallationRow of(ResultSet row, int number) throws SQLException {
        Instant canary = time(row, "canary_at");
        InstallationView view = new InstallationView(
                new SessionId(row.getObject("session", UUID.class)),
                State.ENDED,
                row.getString("workspace"),
                row.getString("principal"),
                row.getString("vendor"),
                row.getString("product"),
                unlessEmpty(row.getString("version")),
                row.getString("adapter"),
                unlessEmpty(row.getString("host")),
                EnforcementTier.valueOf(row.getString("tier")),
                FailMode.of(row.getString("fail_mode")),
                time(row, "last_seen_at"),
                canary == null ? null : new Canary(canary, row.getBoolean("canary_denied")),
                new Gaps(row.getLong("gaps"), row.getLong("gap_denials"), time(row, "last_gap_at")),
                row.getLong("ungoverned_calls"));
        return new InstallationRow(view, row.getBoolean("open"), time(row, "opened_at", Instant.EPOCH));
    }

    /** The view, with its state when everything older than this is quiet. */
    InstallationView since(Instant quiet) {
        return new InstallationView(
                view.session(),
                state(quiet),
                view.workspace(),
                view.principal(),
                view.vendor(),
                view.product(),
                view.version(),
                view.adapter(),
                view.host(),
                view.enforcementTier(),
                view.failMode(),
                view.lastSeen(),
                view.canary(),
                view.gaps(),
                view.ungovernedCalls());
    }

    private State state(Instant quiet) {
        Instant lastSeen = view.lastSeen();
        if (!open) {
            return State.ENDED;
        }
        if (lastSeen != null) {
            return lastSeen.isBefore(quiet) ? State.QUIET : State.GOVERNED;
        }
        return openedAt.isBefore(quiet) ? State.NEVER_SEEN : State.OPENED;
    }

    private static Instant time(ResultSet row, String column, Instant absent) throws SQLException {
        Instant time = time(row, column);
        return time == null ? absent : time;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
