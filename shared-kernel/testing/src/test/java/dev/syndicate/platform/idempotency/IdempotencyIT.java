package dev.syndicate.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.fixture.RunningPlatform;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class IdempotencyIT extends RunningPlatform {

    private static final Digest REQUEST = Digest.of(new byte[] {1});

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private Identifiers identifiers;

    @Test
    void givesTheSameAnswerToTheSameRequest() {
        HttpResponse<String> first = create("key-1", "{\"a\":1}");
        HttpResponse<String> second = create("key-1", "{\"a\":1}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(first.headers().firstValue(Idempotency.REPLAYED)).isEmpty();
        assertThat(second.headers().firstValue(Idempotency.REPLAYED)).hasValue("true");
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        create("key-2", "{\"a\":1}");

        assertThat(problem(create("key-2", "{\"a\":2}"))).isEqualTo("422 idempotency-key-reused");
    }

    @Test
    void keepsKeysOfPrincipalsApart() {
        HttpResponse<String> dana = create("key-3", "{}");
        HttpResponse<String> other = post(
                "/v1/things",
                ISSUER.token("devon")
                        .name("Devon")
                        .groups("syndicate-developers")
                        .bearer(),
                "{}",
                headers("key-3"));

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.body()).isNotEqualTo(dana.body());
    }

    @Test
    void letsTheClientTryAgainAfterARefusal() {
        HttpResponse<String> refused =
                post("/v1/things?fail=true", ISSUER.dana().bearer(), "{}", headers("key-4"));

        assertThat(problem(refused)).isEqualTo("409 conflict");
        assertThat(create("key-4", "{}").statusCode()).isEqualTo(201);
    }

    @Test
    void hasOneEffectWhenManyComeAtOnce() throws Exception {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            CountDownLatch together = new CountDownLatch(1);
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return create("key-5", "{}");
                }));
            }
            together.countDown();
        }
        List<String> created = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : answers) {
            if (answer.get().statusCode() == 201) {
                created.add(answer.get().body());
            } else {
                assertThat(problem(answer.get())).isEqualTo("409 request-in-progress");
            }
        }

        assertThat(created).isNotEmpty();
        assertThat(created.stream().distinct()).hasSize(1);
    }

    @Test
    void runsAgainWithTheSameIdentifierWhenTheFirstOneDied() {
        IdempotencyKey key = new IdempotencyKey("key-6");
        Moving time = new Moving(clock.instant());
        IdempotencyKeys keys = new IdempotencyKeys(jdbc, time, identifiers, Duration.ofSeconds(30));
        Idempotency idempotency = new Idempotency(keys, identifiers, new JsonMapper());
        IdempotencyKeys.Claim died = keys.claim("p", key, REQUEST);

        assertThatThrownBy(() -> idempotency.once(key, "p", REQUEST, IdempotencyIT::answer))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("request-in-progress");
        time.now = time.now.plusSeconds(31);
        ResponseEntity<?> answer = idempotency.once(key, "p", REQUEST, IdempotencyIT::answer);

        assertThat(new String((byte[]) answer.getBody()))
                .contains(((IdempotencyKeys.Claim.Ours) died).resource().toString());
    }

    @Test
    void forgetsOldAnswers() {
        create("key-7", "{\"a\":1}");
        IdempotencyKeys keys = new IdempotencyKeys(jdbc, clock, identifiers, Duration.ofSeconds(30));

        assertThat(keys.forgetBefore(clock.instant().plusSeconds(1))).isPositive();
        assertThat(create("key-7", "{\"a\":2}").statusCode()).isEqualTo(201);
    }

    private static ResponseEntity<?> answer(UUID id) {
        return ResponseEntity.ok(id.toString());
    }

    private HttpResponse<String> create(String key, String body) {
        return post("/v1/things", ISSUER.dana().bearer(), body, headers(key));
    }

    private static String[] headers(String key) {
        return new String[] {"Content-Type", "application/json", "Idempotency-Key", key};
    }

    private static final class Moving extends Clock {

        private Instant now;

        Moving(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
