package dev.syndicate.platform.command;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syndicate.platform.command.CommandHeaders.Outcome;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemType;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a command back into what the handler returned or threw. */
final class CommandAnswers {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int INTERNAL_ERROR = 500;

    private final CommandJson json;

    CommandAnswers(CommandJson json) {
        this.json = json;
    }

    <R> CommandResultMessage<R> read(String home, CommandReply reply) throws IOException, ClassNotFoundException {
        return switch (reply.status()) {
            case OK -> CommandClient.answered(this.<R>value(reply));
            case NO_CONTENT -> CommandClient.answered(null);
            default -> HttpCommandConnector.failed(problem(home, reply));
        };
    }

    @SuppressWarnings("unchecked")
    private <R> R value(CommandReply reply) throws IOException, ClassNotFoundException {
        return (R) json.read(reply.body(), CommandJson.resultType(reply.result()));
    }

    private CommandProblemException problem(String home, CommandReply reply) throws IOException {
        ProblemBody body = json.read(reply.body(), ProblemBody.class);
        Outcome outcome =
                Optional.ofNullable(reply.outcome()).map(Outcome::valueOf).orElseGet(() -> unlabelled(reply.status()));
        return switch (outcome) {
            case REFUSED -> new CommandRefusedException(body.problemType(), body.detail(), body.extras());
            case FAILED -> new CommandFailedException(body.detail(), null);
            case UNAVAILABLE -> new CommandUnavailableException(body.problemType(), body.detail(), null);
            case OK -> throw new IOException(home + " answered a problem as a result");
        };
    }

    /** Answers that did not come from a handler: the filter chain's, a defect's, or a proxy's. */
    private static Outcome unlabelled(int status) {
        if (status < 500) {
            return Outcome.REFUSED;
        }
        return status == INTERNAL_ERROR ? Outcome.FAILED : Outcome.UNAVAILABLE;
    }

    /** RFC 9457, section 3, as the problem advice writes it. */
    static final class ProblemBody {

        private final String type;
        private final String title;
        private final int status;
        private final @Nullable String detail;
        private final Map<String, Object> extras = new LinkedHashMap<>();

        @JsonCreator
        ProblemBody(
                @JsonProperty(value = "type", required = true) String type,
                @JsonProperty(value = "title", required = true) String title,
                @JsonProperty(value = "status", required = true) int status,
                @JsonProperty("detail") @Nullable String detail) {
            this.type = type;
            this.title = title;
            this.status = status;
            this.detail = detail;
        }

        @JsonAnySetter
        void extra(String name, Object value) {
            extras.put(name, value);
        }

        ProblemType problemType() {
            return new ProblemType(type.substring(type.lastIndexOf('/') + 1), title, status);
        }

        String detail() {
            return detail == null ? PlatformProblems.INTERNAL_ERROR.title() : detail;
        }

        /** The members that the transport added are not the handler's. */
        Map<String, Object> extras() {
            Map<String, Object> own = new HashMap<>(extras);
            own.remove("instance");
            own.remove(Correlation.MEMBER);
            return own;
        }
    }
}
