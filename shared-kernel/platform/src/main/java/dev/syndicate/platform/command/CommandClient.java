package dev.syndicate.platform.command;

import dev.syndicate.platform.command.CommandHeaders.Outcome;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.security.PeerConnections;
import dev.syndicate.platform.security.PeerProperties;
import dev.syndicate.platform.security.ServiceTokens;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/** Sends a command to its home over HTTP and reads the answer. The future never fails: failures are results. */
class CommandClient implements DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final PeerProperties peers;
    private final ServiceTokens tokens;
    private final CommandProperties properties;
    private final CommandJson json;
    private final CommandAnswers answers;
    private final CommandMetrics metrics;
    private final CloseableHttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

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
        this.http = PeerConnections.open(CONNECT_TIMEOUT, properties.timeout());
    }

    <C, R> CompletableFuture<CommandResultMessage<R>> send(String home, CommandMessage<C> command) {
        CommandMetrics.Sample sample = metrics.start();
        Duration timeout = properties.timeoutOf(command.getPayloadType());
        return exchange(home, command, timeout)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> this.<R>result(home, response, failure))
                .whenComplete((result, never) -> sample.sent(command, home, outcomeOf(result)));
    }

    private CompletableFuture<CommandReply> exchange(String home, CommandMessage<?> command, Duration timeout) {
        CompletableFuture<CommandReply> first = once(home, command, timeout);
        if (!properties.isSafeToResend(command.getPayloadType())) {
            return first;
        }
        return first.exceptionallyCompose(failure ->
                isBroken(unwrapped(failure)) ? once(home, command, timeout) : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<CommandReply> once(String home, CommandMessage<?> command, Duration timeout) {
        HttpPost request = new HttpPost(peers.peer(home).url().resolve(CommandHeaders.PATH));
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(CONNECT_TIMEOUT))
                .setResponseTimeout(Timeout.of(timeout))
                .build());
        request.setHeader("Authorization", "Bearer " + tokens.mint(home));
        request.setHeader(CommandHeaders.TYPE, command.getCommandName());
        request.setHeader(CommandHeaders.MESSAGE, command.getIdentifier());
        request.setEntity(new ByteArrayEntity(json.write(command.getPayload()), ContentType.APPLICATION_JSON));
        if (command.getMetaData().get(Correlation.MEMBER) instanceof String id) {
            request.setHeader(Correlation.HEADER, id);
        }
        return CompletableFuture.supplyAsync(() -> sent(request), threads);
    }

    private CommandReply sent(HttpPost request) {
        try {
            return http.execute(request, CommandReply::of);
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    private <R> CommandResultMessage<R> result(String home, @Nullable CommandReply reply, @Nullable Throwable failure) {
        try {
            return reply == null
                    ? HttpCommandConnector.failed(unanswered(home, unwrapped(failure)))
                    : answers.read(home, reply);
        } catch (IOException | ClassNotFoundException unreadable) {
            return HttpCommandConnector.failed(new CommandUnavailableException(
                    PlatformProblems.PEER_UNAVAILABLE, home + " answered something unreadable", unreadable));
        }
    }

    private static CommandUnavailableException unanswered(String home, @Nullable Throwable failure) {
        boolean late = failure instanceof TimeoutException || failure instanceof InterruptedIOException;
        return late
                ? new CommandUnavailableException(
                        PlatformProblems.PEER_TIMEOUT, home + " did not answer in time", failure)
                : new CommandUnavailableException(PlatformProblems.PEER_UNAVAILABLE, home + " is not reached", failure);
    }

    private static boolean isBroken(@Nullable Throwable failure) {
        return failure instanceof IOException
                && !(failure instanceof InterruptedIOException)
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
        http.close(CloseMode.IMMEDIATE);
        threads.shutdownNow();
    }
}
