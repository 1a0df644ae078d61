package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceApplication;
import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Two replicas of the service on one database: whoever is asked, an approval has one outcome. */
class TwoReplicasIT extends ApprovalServiceIT {

    private static final ThresholdSet TWO = new ThresholdSet("Two reviewers", 2, 2, "syndicate-reviewers", null);
    private static ConfigurableApplicationContext replica;

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private EventStore events;

    @BeforeEach
    void startAnother() {
        if (replica == null) {
            Map<String, Object> properties = new HashMap<>(database.properties("approval_service"));
            properties.putAll(TestServices.shared().properties());
            properties.putAll(TestDatabase.ROOM);
            properties.put("syndicate.approval.integrity-timeout", "20s");
            properties.put("syndicate.approval.view-wait", "30s");
            properties.put("server.port", "0");
            properties.put("server.address", "127.0.0.1");
            properties.put("syndicate.deadlines.poll", "100ms");
            properties.put("syndicate.services.peers.audit-service.url", AUDIT.url());
            StandardEnvironment environment = new StandardEnvironment();
            environment.getPropertySources().addFirst(new MapPropertySource("replica", properties));
            replica = new SpringApplicationBuilder(ApprovalServiceApplication.class)
                    .environment(environment)
                    .run();
        }
    }

    @AfterAll
    static void stopTheOther() {
        replica.close();
        replica = null;
    }

    @Test
    void haveOneOutcomeOfVotesThatContradict() throws Exception {
        ApprovalId approval = ask(proposed().needing(TWO));
        openByAll(approval);
        String approve = slip(approval, "approve");
        String deny = slip(approval, "deny");
        List<Integer> answers = together(i -> vote(i, approval, i % 4 < 2 ? approve : deny));
        assertThat(answers).allMatch(status -> status == 200 || status == 409);
        Eventually.isTrue(() -> !state(approval).equals("open"));
        assertThat(ends(approval)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 200).count())
                .isEqualTo(
                        eventsOf(approval).stream().filter("VoteCast"::equals).count());
    }

    @Test
    void haveOneOutcomeOfVotesThatRaceTheExpiry() throws Exception {
        ApprovalId approval = ask(proposed().needing(TWO).expiringAfter(Duration.ofSeconds(4)));
        openByAll(approval);
        String approve = slip(approval, "approve");
        Instant end =
                Instant.parse(get(PEOPLE.riley(), "/v1/approvals/" + approval).text("expiresAt"));
        List<Integer> answers = together(i -> {
            Thread.sleep(Math.max(0, Duration.between(clock.instant(), end).toMillis() - 20 + 5L * i));
            return vote(i, approval, approve);
        });
        assertThat(answers).allMatch(status -> status == 200 || status == 409);
        Eventually.isTrue(() -> !state(approval).equals("open"));
        assertThat(ends(approval)).hasSize(1);
    }

    private interface Step {
        int of(int number) throws Exception;
    }

    private static List<Integer> together(Step step) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> step.of(i))
                    .toList();
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private void openByAll(ApprovalId approval) {
        IntStream.range(0, 8).forEach(i -> open(reviewer(i), approval));
    }

    /** Every other vote goes to the other replica. */
    private int vote(int number, ApprovalId approval, String slip) throws Exception {
        String path = "/v1/approvals/" + approval + "/votes";
        URI here = uri(path);
        URI there = URI.create("http://127.0.0.1:" + replica.getEnvironment().getProperty("local.server.port") + path);
        HttpRequest request = HttpRequest.newBuilder(number % 2 == 0 ? here : there)
                .header("Authorization", reviewer(number).bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(slip))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private TestToken reviewer(int number) {
        return PEOPLE.token("reviewer-" + number)
                .name("Reviewer " + number)
                .groups("syndicate-reviewers")
                .workspaces("acme/checkout");
    }

    private List<String> ends(ApprovalId approval) {
        return eventsOf(approval).stream()
                .filter(name -> name.matches("ApprovalGranted|ApprovalDenied|ApprovalExpired"))
                .toList();
    }

    private List<String> eventsOf(ApprovalId approval) {
        return events.readEvents(approval.toString())
                .asStream()
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }
}
