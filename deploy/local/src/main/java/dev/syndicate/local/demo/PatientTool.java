package dev.syndicate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.ClaudeCode.ToolCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks again what was denied only because a part of ours took too long. Any other answer is the answer, so that all before
 * it were denials.
 */
record PatientTool(ClaudeCode tool) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What was said.
     *
     * @param call the one that was judged in the end
     */
    record Judged(ToolCall call, Answer answer) {

        boolean isLate() {
            return Late.isDeny(answer);
        }
    }

    /**
     * A call that people have to decide.
     *
     * @param answer comes when they have
     * @param approval what they see of it; missing where there was an answer without them
     */
    record Held(ToolCall call, CompletableFuture<Answer> answer, JsonNode approval) {

        boolean isLate() {
            return answer.isDone() && Late.isDeniedForGood(answered(answer));
        }
    }

    Judged ask(ToolCall call) {
        return judged(call, tool.ask(call));
    }

    Judged judged(Held held) {
        return judged(held.call(), held.answer());
    }

    Judged judged(ToolCall call, CompletableFuture<Answer> asked) {
        return Waiting.settled(new Judged(call, answered(asked)), Judged::isLate, this::again);
    }

    private Judged again(Judged late) {
        ToolCall next = Late.isDeniedForGood(late.answer()) ? late.call().anew() : late.call();
        return new Judged(next, answered(tool.ask(next)));
    }

    /** Asks, and waits until reviewers see it. */
    Held hold(ToolCall call, Supplier<Optional<JsonNode>> seen) {
        return Waiting.settled(
                held(call, seen), Held::isLate, late -> held(late.call().anew(), seen));
    }

    private Held held(ToolCall call, Supplier<Optional<JsonNode>> seen) {
        CompletableFuture<Answer> answer = tool.ask(call);
        JsonNode approval = Waiting.found(
                "a reviewer is asked about " + call.input(),
                () -> answer.isDone() ? Optional.of(MissingNode.getInstance()) : seen.get());
        return new Held(call, answer, approval);
    }

    /** Reports what the tool answered. */
    Answer report(Judged judged, Map<String, Object> response) {
        return tool.report(judged.call(), response);
    }

    private static Answer answered(CompletableFuture<Answer> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new LocalFailureException("no answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (ExecutionException failure) {
            throw new LocalFailureException(String.valueOf(failure.getCause()), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted", stopped);
        }
    }
}
