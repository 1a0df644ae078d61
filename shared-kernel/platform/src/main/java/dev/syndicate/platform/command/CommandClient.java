package dev.syndicate.platform.command;

import dev.syndicate.platform.command.CommandHeaders.Outcome;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.security.PeerProperties;
import dev.syndicate.platform.security.ServiceTokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/** Sends a command to its home over HTTP and reads the answer. The future never fails: failures are results. */
class CommandClient implements DisposableBean {

    private final PeerProperties peers;
    private final ServiceTokens tokens;
    private final CommandProperties properties;
    private final CommandJson json;
    private final CommandAnswers answers;
    private final CommandMetrics metrics;
    private final HttpClient http;

    CommandClient(
            PeerProperties peers,
            ServiceTokens tokens,
            CommandProperties properties,
            CommandJson json,
            CommandMetrics metrics) {
        this.peers = peers;
        this.tokens = tokens;
        this.properties = properties;
        this.json = json;
        this.answers = new CommandAnswers(json);
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    <C, R> CompletableFuture<CommandResultMessage<R>> send(String home, CommandMessage<C> command) {
        CommandMetrics.Sample sample = metrics.start();
        Duration timeout = properties.timeoutOf(command.getPayloadType());
        return exchange(home, command, timeout)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> this.<R>result(home, response, failure))
                .whenComplete((result, never) -> sample.sent(command, home, outcomeOf(result)));
    }

    private CompletableFuture<HttpResponse<byte[]>> exchange(String home, CommandMessage<?> command, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> first = once(home, command, timeout);
        if (!properties.isSafeToResend(command.getPayloadType())) {
            return first;
        }
        return first.exceptionallyCompose(failure ->
                isBroken(unwrapped(failure)) ? once(home, command, timeout) : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<HttpResponse<byte[]>> once(String home, CommandMessage<?> command, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        peers.peer(home).url().resolve(CommandHeaders.PATH))
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.mint(home))
                .header("Content-Type", "application/json")
                .header(CommandHeaders.TYPE, command.getCommandName())
                .header(CommandHeaders.MESSAGE, command.getIdentifier())
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.write(command.getPayload())));
        if (command.getMetaData().get(Correlation.MEMBER) instanceof String id) {
            request.header(Correlation.HEADER, id);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private <R> CommandResultMessage<R> result(
            String home, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        try {
            return response == null
                    ? HttpCommandConnector.failed(unanswered(home, unwrapped(failure)))
                    : answers.read(home, response);
        } catch (IOException | ClassNotFoundException unreadable) {
            return HttpCommandConnector.failed(new CommandUnavailableException(
                    PlatformProblems.PEER_UNAVAILABLE, home + " answered something unreadable", unreadable));
        }
    }

    private static CommandUnavailableException unanswered(String home, @Nullable Throwable failure) {
        boolean late = failure instanceof TimeoutException || failure instanceof HttpTimeoutException;
        return late
                ? new CommandUnavailableException(
                        PlatformProblems.PEER_TIMEOUT, home + " did not answer in time", failure)
                : new CommandUnavailableException(PlatformProblems.PEER_UNAVAILABLE, home + " is not reached", failure);
    }

    private static boolean isBroken(@Nullable Throwable failure) {
        return failure instanceof IOException
                && !(failure instanceof HttpTimeoutException)
                && !(failure instanceof ConnectException);
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
    }

    private static Outcome outcomeOf(CommandResultMessage<?> result) {
        if (!result.isExceptional()) {
            return Outcome.OK;
        }
        return result.exceptionResult() instanceof CommandProblemException problem
                ? Outcome.of(problem)
                : Outcome.FAILED;
    }

    static <R> CommandResultMessage<R> answered(@Nullable R value) {
        return new GenericCommandResultMessage<>(value);
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
