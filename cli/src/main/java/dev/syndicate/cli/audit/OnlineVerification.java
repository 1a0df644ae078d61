package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.time.Duration;

/** Has audit-service verify its whole database now, and waits for what it finds. */
public final class OnlineVerification {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Api audit;

    /** With audit-service as an auditor or operator sees it. */
    public OnlineVerification(Api audit) {
        this.audit = audit;
    }

    /** How much of each record is checked. */
    public enum Extent {
        /** Everything there is to check. */
        EVERYTHING,
        /** Hashes, links, tree and checkpoints alone. */
        CHAIN
    }

    /** Starts a verification with every check and waits until it has ended. */
    public Verdict run() {
        return run(Extent.EVERYTHING);
    }

    /** Starts a verification and waits until it has ended. */
    public Verdict run(Extent extent) {
        return Verdict.of(completed(extent));
    }

    /** What audit-service says of a verification that has ended. */
    JsonNode completed(Extent extent) {
        String request = extent == Extent.CHAIN ? "{\"extent\":\"chain\"}" : "";
        Answer answer = audit.postText("/v1/verifications", request).orRefused();
        while (answer.text("state").equals("running")) {
            pause();
            answer = audit.get("/v1/verifications/" + answer.text("id")).orRefused();
        }
        return completed(answer.json());
    }

    private static JsonNode completed(JsonNode verification) {
        if (!verification.path("state").asText().equals("completed")) {
            throw new UnreadableException("The verification could not be carried out: "
                    + verification.path("detail").asText("no reason given"));
        }
        return verification;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("Interrupted while audit-service verifies.");
        }
    }
}
