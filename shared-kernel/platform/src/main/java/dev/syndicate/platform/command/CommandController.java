package dev.syndicate.platform.command;

import dev.syndicate.platform.command.CommandHeaders.Outcome;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.Problems;
import dev.syndicate.platform.security.AuthenticatedService;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes commands from the other services: caller, then type, then size, and only then the payload. */
@Hidden
@RestController
class CommandController {

    private final CommandAllowList allowList;
    private final HttpCommandConnector connector;
    private final CommandJson json;
    private final CommandMetrics metrics;

    CommandController(
            CommandAllowList allowList, HttpCommandConnector connector, CommandJson json, CommandMetrics metrics) {
        this.allowList = allowList;
        this.connector = connector;
        this.json = json;
        this.metrics = metrics;
    }

    @PostMapping(path = CommandHeaders.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> handle(
            AuthenticatedService caller,
            @RequestHeader(CommandHeaders.TYPE) String commandName,
            @RequestHeader(CommandHeaders.MESSAGE) String message,
            HttpServletRequest request)
            throws IOException {
        CommandMetrics.Sample sample = metrics.start();
        Class<?> type = allowList.typeFor(caller.name(), commandName);
        CommandMessage<?> command = command(message, commandName, payload(request, type));
        CommandResultMessage<?> result = run(command);
        if (!result.isExceptional()) {
            sample.received(command, caller.name(), Outcome.OK);
            return answer(result.getPayload());
        }
        CommandProblemException problem = CommandErrors.typed(commandName, result.exceptionResult());
        sample.received(command, caller.name(), Outcome.of(problem));
        return refusal(problem);
    }

    private Object payload(HttpServletRequest request, Class<?> type) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        try {
            return json.read(body, type);
        } catch (IOException unreadable) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "The body is not a " + type.getSimpleName());
        }
    }

    private static CommandMessage<?> command(String message, String commandName, Object payload) {
        MetaData metaData = Correlation.current()
                .map(id -> MetaData.with(Correlation.MEMBER, id))
                .orElse(MetaData.emptyInstance());
        return new GenericCommandMessage<>(new GenericMessage<>(message, payload, metaData), commandName);
    }

    private CommandResultMessage<?> run(CommandMessage<?> command) {
        CompletableFuture<CommandResultMessage<?>> result = new CompletableFuture<>();
        connector.runHere(command, (message, answer) -> result.complete(answer));
        return result.join();
    }

    private ResponseEntity<?> answer(Object result) {
        if (result == null) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.ok()
                .header(CommandHeaders.RESULT, CommandJson.nameOf(result))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.write(result));
    }

    private static ResponseEntity<?> refusal(CommandProblemException problem) {
        return ResponseEntity.status(problem.type().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(CommandHeaders.OUTCOME, Outcome.of(problem).name())
                .body(Problems.body(problem.type(), problem.detail(), Map.copyOf(problem.extras())));
    }
}
