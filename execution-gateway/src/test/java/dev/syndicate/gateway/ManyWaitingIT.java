package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many requests that wait for people at once; {@code ./syndicate bench --only waiting} has ten thousand of them. */
class ManyWaitingIT extends GatewayIT {

    private static final int WAITING = 64;
    private static final int THREADS_OF_EVERYBODY_ELSE = 40;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void waitersHoldNeitherThreadsNorConnectionsToTheDatabase() throws Exception {
        String session = session();
        List<Answer> proposed = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            proposed.add(awaiting(session, command(call(), "make target-" + i)));
        }
        // Requests of tests before this one may still wait for an answer that nobody is there to hear.
        eventually(() -> gauge("syndicate.gateway.waiting") == 0);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = proposed.stream()
                    .map(action -> clients.submit(
                            () -> get("/v1/actions/" + action.text("action"), session, "Prefer", "wait=60")))
                    .toList();
            eventually(() -> gauge("syndicate.gateway.waiting") == WAITING);
            eventually(() -> connectionsInUse() == 0);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
                    .isLessThan(THREADS_OF_EVERYBODY_ELSE);
            assertThat(post("/v1/actions", session, read(call())).text("state")).isEqualTo("authorised");

            proposed.forEach(action -> APPROVALS.grant(approvalOf(action), database));
            for (Future<Answer> answer : answers) {
                assertThat(decided(session, answer.get()).text("state")).isEqualTo("authorised");
            }
        }
    }

    /** No request waits longer than a minute; whoever is not told until then asks again. */
    private Answer decided(String session, Answer answer) {
        return answer.text("state").equals("awaiting-approval") ? waitFor(session, answer.text("action")) : answer;
    }

    private double connectionsInUse() {
        return gauge("hikaricp.connections.active");
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
