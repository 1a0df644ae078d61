package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.testing.security.TestServices;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Two gateway processes on one database. */
class TwoGatewaysIT extends GatewayIT {

    private static GatewayProcess other;
    private static ApprovalId waited;

    @Autowired
    Environment environment;

    @BeforeEach
    void startTheOtherOne() {
        if (other == null) {
            Map<String, String> settings = new HashMap<>(TestServices.shared().properties());
            settings.putAll(ROOM);
            for (String name : List.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "syndicate.services.peers.policy-service.url",
                    "syndicate.services.peers.approval-service.url",
                    "syndicate.services.peers.audit-service.url")) {
                settings.put(name, environment.getRequiredProperty(name));
            }
            // So short that one can be seen to expire.
            settings.put("syndicate.gateway.permits.lifetime", "2s");
            waited = approvalOf(awaiting(session(), command(call(), "make")));
            other = GatewayProcess.start(settings);
        }
    }

    @AfterAll
    static void stopTheOtherOne() {
        other.close();
    }

    @Test
    void isAProcessOfItsOwn() {
        assertThat(other.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void judgesAgainWhatWaitedWhenItStarted() {
        eventually(() -> !APPROVALS.versionsTold(waited).isEmpty());
    }

    @Test
    void refusesAPermitThatHasExpired() {
        String session = session();
        String action = read(call());
        Answer proposed = postThere("/v1/actions", session, action);
        Instant end = Instant.parse(proposed.text("permit", "expiresAt"));
        eventually(() -> Instant.now().isAfter(end));
        assertThat(post("/v1/executions", session, execution(proposed.text("permit", "permit"), action))
                        .problem())
                .isEqualTo("permit-expired");
        assertThat(events(proposed.text("action"))).endsWith("PermitIssued", "ExecutionRefused");
    }

    @Test
    void holdsARevocationAtTheOtherOneFromTheNextIntentOn() {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String body = execution(proposed.text("permit", "permit"), action);
        post(
                "/v1/revocations",
                ISSUER.olive().bearer(),
                "{\"action\":\"%s\",\"reason\":\"leaked\"}".formatted(proposed.text("action")));
        assertThat(postThere("/v1/executions", session, body).problem()).isEqualTo("permit-revoked");

        String reach = "{\"workspace\":\"acme/checkout\",\"reason\":\"something is wrong\"}";
        String again = read(call());
        Answer allowed = post("/v1/actions", session, again);
        String use = execution(allowed.text("permit", "permit"), again);
        post("/v1/suspensions", ISSUER.olive().bearer(), reach);
        try {
            assertThat(postThere("/v1/executions", session, use).problem()).isEqualTo("permit-revoked");
        } finally {
            postThere("/v1/resumptions", ISSUER.olive().bearer(), reach);
            post("/v1/resumptions", ISSUER.otto().bearer(), reach);
        }
        assertThat(inTime(session, allowed, permit -> postThere("/v1/executions", session, execution(permit, again)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void grantsNothingAtEitherOnceASuspensionIsAnswered() throws Exception {
        String session = session();
        String reach = "{\"everywhere\":true,\"reason\":\"something is wrong\"}";
        List<Attempt> attempts = new CopyOnWriteArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService tools = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                int at = i % 2 == 0 ? port : other.port();
                tools.submit(() -> keepActing(session, at, attempts, stop));
            }
            try {
                eventually(() -> attempts.stream().filter(Attempt::granted).count() > 12);
                post("/v1/suspensions", ISSUER.olive().bearer(), reach);
                long suspended = System.nanoTime();
                eventually(() ->
                        attempts.stream().filter(it -> it.begun() > suspended).count() > 12);
                assertThat(attempts).noneMatch(it -> it.begun() > suspended && it.granted());
            } finally {
                stop.set(true);
                post("/v1/resumptions", ISSUER.olive().bearer(), reach);
                postThere("/v1/resumptions", ISSUER.otto().bearer(), reach);
            }
        }
    }

    private record Attempt(long begun, boolean granted) {}

    private void keepActing(String session, int at, List<Attempt> attempts, AtomicBoolean stop) {
        while (!stop.get()) {
            String action = read(call());
            String permit = post("/v1/actions", session, action).text("permit", "permit");
            long begun = System.nanoTime();
            Answer answer = send(request(at, "/v1/executions", session)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(execution(permit, action)))
                    .build());
            attempts.add(new Attempt(begun, answer.status() == 200));
        }
    }

    private Answer postThere(String path, String authorization, String body) {
        return send(request(other.port(), path, authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void grantsOneOfManyWhoRaceAtBoth() throws Exception {
        String session = session();
        int there = other.port();
        // The first request of a cold process may take longer than the database lets a transaction idle.
        race(session, 2, there);
        Race race = race(session, 64, there);
        assertOneGotThrough(race.answers());
        assertThat(events(race.action()).stream().filter("ExecutionIntended"::equals))
                .hasSize(1);
    }

    private record Race(String action, List<Answer> answers) {}

    private Race race(String session, int runners, int there) throws Exception {
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String body = execution(proposed.text("permit", "permit"), action);
        return new Race(
                proposed.text("action"),
                inParallel(
                        runners,
                        i -> send(request(i % 2 == 0 ? port : there, "/v1/executions", session)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build())));
    }

    @Test
    void wakesAWaiterAtOneWhenTheOtherHandlesTheApproval() {
        for (int i = 0; i < 4; i++) {
            String session = session();
            assertThat(approved(session, command(call(), "make")).text("state")).isEqualTo("authorised");
        }
    }

    private interface Run {
        Answer run(int number);
    }

    private static List<Answer> inParallel(int runners, Run run) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(runners)) {
            List<Future<Answer>> all = IntStream.range(0, runners)
                    .mapToObj(i -> threads.submit((Callable<Answer>) () -> {
                        start.await();
                        return run.run(i);
                    }))
                    .toList();
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : all) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
