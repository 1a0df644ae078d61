package dev.syndicate.local.soak;

import dev.syndicate.local.Component;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Something that goes wrong under load, and is over when {@link #strike} returns. */
sealed interface Fault permits Fault.Kill, Fault.Freeze, Fault.Stall, Outage, HangUp {

    List<Component> VICTIMS =
            List.of(Component.GATEWAY, Component.AUDIT, Component.POLICY, Component.APPROVAL, Component.POSTGRES);

    void strike(Stack stack);

    /** A process ends as in a power cut, and is started again after a while. */
    record Kill(Component victim, Duration away) implements Fault {

        @Override
        public void strike(Stack stack) {
            stack.kill(victim);
            Waiting.pause(away);
            stack.start(victim);
        }

        @Override
        public String toString() {
            return "killed " + victim.label();
        }
    }

    /** A process stands still and then goes on as if nothing had happened: its clocks jump, its leases are over. */
    record Freeze(Component victim, Duration still) implements Fault {

        @Override
        public void strike(Stack stack) {
            stack.signal(victim, "STOP");
            Waiting.pause(still);
            stack.signal(victim, "CONT");
        }

        @Override
        public String toString() {
            return "froze " + victim.label();
        }
    }

    /** Somebody else's transaction with an id stays open in the same cluster, so that no reader may go on. */
    record Stall(Duration open) implements Fault {

        @Override
        public void strike(Stack stack) {
            Database administrator = stack.administrator();
            try (Connection foreign = administrator.connect();
                    Statement statement = foreign.createStatement()) {
                foreign.setAutoCommit(false);
                statement.execute("SELECT pg_current_xact_id()");
                Waiting.pause(open);
                foreign.rollback();
            } catch (SQLException failure) {
                throw new LocalFailureException("the foreign transaction failed: " + failure.getMessage(), failure);
            }
        }

        @Override
        public String toString() {
            return "stalled the cluster";
        }
    }

    /** Mostly kills; now and then an outage or a client that hangs up, in which somebody asks what they are told. */
    static Fault any(Random random, Cast cast) {
        return random.nextInt(8) == 0 ? asked(random, cast) : any(random);
    }

    private static Fault asked(Random random, Cast cast) {
        List<Fault> outages = Outage.all(cast);
        int chosen = random.nextInt(outages.size() + 1);
        return chosen < outages.size() ? outages.get(chosen) : new HangUp(cast);
    }

    private static Fault any(Random random) {
        Component victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Stall(Duration.ofMillis(1000 + random.nextInt(3000)));
        }
        return kind <= 2
                ? new Freeze(victim, Duration.ofMillis(1000 + random.nextInt(6000)))
                : new Kill(victim, Duration.ofMillis(random.nextInt(1500)));
    }
}
