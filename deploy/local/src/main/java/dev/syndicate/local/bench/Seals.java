package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Api;
import dev.syndicate.contracts.audit.SealEvent;
import dev.syndicate.contracts.crypto.CompactJws;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.local.Component;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.OneCommitProcess;
import dev.syndicate.local.Temporary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How long execution-gateway waits for a receipt when nothing else goes on: from the request for an event that was
 * committed just before to the signed answer. Beside it, a request of the same stack that makes one commit.
 */
final class Seals implements Measurement {

    private static final int EACH_ROUND = 60;
    private static final int WARM_UP = 400;

    private final Api audit;
    private final SigningKey gateway;
    private final EventCopies copies;
    private final Api oneCommit;
    private final Samples ours = new Samples();
    private final Samples baseline = new Samples();

    Seals(Temporary stack, OneCommitProcess baseline) {
        this.audit = Api.at(stack.endpoints().audit());
        this.copies = new EventCopies(stack.stack());
        this.oneCommit = Api.at(baseline.address());
        this.gateway = key(stack);
        OneCommitProcess.createTable(stack);
        for (int i = 0; i < WARM_UP; i++) {
            seal();
            commit();
        }
    }

    @Override
    public void round() {
        for (int i = 0; i < EACH_ROUND; i++) {
            ours.add(seal());
            baseline.add(commit());
        }
    }

    @Override
    public List<Result> results() {
        String beside = "one-commit request";
        return List.of(
                new Result("seal wait, idle, p50", "ms", ours.median(), baseline.median(), beside, new Goal.AtMost(2)),
                new Result("seal wait, idle, p99", "ms", ours.percentile(99), baseline.percentile(99), beside));
    }

    private double seal() {
        UUID event = copies.appendOne();
        Api caller = audit.as(token())
                .with("Syndicate-Command", SealEvent.class.getName())
                .with("Syndicate-Message", UUID.randomUUID().toString());
        long start = System.nanoTime();
        caller.postText("/internal/commands", Api.json(Map.of("event", event.toString())))
                .orRefused();
        return (System.nanoTime() - start) / 1e6;
    }

    private double commit() {
        long start = System.nanoTime();
        oneCommit
                .postText("/v1/commits", "{\"permit\":\"" + "x".repeat(1024) + "\"}")
                .orRefused();
        return (System.nanoTime() - start) / 1e6;
    }

    /** What execution-gateway would prove itself with (docs/decisions/0021). */
    private String token() {
        long now = Instant.now().getEpochSecond();
        String claims = Api.json(Map.of(
                "iss", Component.GATEWAY.label(),
                "aud", Component.AUDIT.label(),
                "iat", now,
                "exp", now + 60,
                "jti", UUID.randomUUID().toString()));
        return CompactJws.sign(gateway, "syndicate-service+jwt", claims.getBytes(StandardCharsets.UTF_8));
    }

    private static SigningKey key(Temporary stack) {
        try {
            return stack.home().keyOf(Component.GATEWAY);
        } catch (IOException failure) {
            throw new LocalFailureException("the gateway's key cannot be read", failure);
        }
    }
}
