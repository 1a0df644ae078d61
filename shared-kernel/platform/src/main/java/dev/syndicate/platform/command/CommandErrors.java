package dev.syndicate.platform.command;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Turns whatever ended a command into one of the three typed exceptions. Texts of others carry SQL and payloads. */
final class CommandErrors {

    private static final Logger LOG = LoggerFactory.getLogger(CommandErrors.class);
    private static final int MAX_DEPTH = 12;

    private CommandErrors() {}

    static CommandProblemException typed(String command, Throwable failure) {
        return chain(failure)
                .map(CommandErrors::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> failed(command, failure));
    }

    private static Optional<CommandProblemException> known(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case CommandProblemException typed -> typed;
                    case Problem problem ->
                        new CommandRefusedException(problem.type(), problem.detail(), problem.extras());
                    case AggregateNotFoundException missing ->
                        new CommandRefusedException(PlatformProblems.NOT_FOUND, "What the command names is not known");
                    case NoHandlerForCommandException unknown ->
                        new CommandRefusedException(PlatformProblems.COMMAND_UNKNOWN, "Nothing handles the command");
                    case ConcurrencyException raced -> conflict();
                    case ConflictingAggregateVersionException raced -> conflict();
                    case ConcurrencyFailureException raced -> conflict();
                    case DuplicateKeyException raced -> conflict();
                    case TransientDataAccessException noDatabase -> unavailable(noDatabase);
                    case NonTransientDataAccessResourceException noDatabase -> unavailable(noDatabase);
                    case RecoverableDataAccessException noDatabase -> unavailable(noDatabase);
                    case CannotCreateTransactionException noDatabase -> unavailable(noDatabase);
                    default -> null;
                });
    }

    private static CommandProblemException conflict() {
        return new CommandRefusedException(
                PlatformProblems.CONFLICT, "Somebody else was faster; read again and decide anew");
    }

    private static CommandProblemException unavailable(Throwable failure) {
        LOG.warn("The database does not answer", failure);
        return new CommandUnavailableException(
                PlatformProblems.DATABASE_UNAVAILABLE, "The database does not answer", failure);
    }

    private static CommandProblemException failed(String command, Throwable failure) {
        LOG.error("Command {} failed", command, failure);
        return new CommandFailedException("The command failed; the log of its service names the cause", failure);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, throwable -> throwable != null, Throwable::getCause)
                .limit(MAX_DEPTH);
    }
}
